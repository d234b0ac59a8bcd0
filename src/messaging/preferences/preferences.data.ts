import type { Database } from '../../postgres/database.js';
import { eraseOwned } from '../callers/erase-owned.store.js';
import { type KeptData, pagesOf } from '../storage/kept-data.js';
import type { RowOwner } from '../storage/storage.options.js';
import { countChangesForOthers, listChanges, positionOf } from './history.store.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { categoryColumn, NotificationPreference } from './notification-preference.entity.js';
import { PreferenceChangeResource } from './preference-change.resource.js';
import { PreferenceResource } from './preference.resource.js';
import type { PreferenceChange } from './preferences.options.js';
import { listPreferences } from './preferences.store.js';

/** The tables of preferences and their history, with their parts of an export. */
export const preferencesData: KeptData = {
  tables: [
    { entity: NotificationPreference, key: ['tenant_id', 'owner_id', 'category'] },
    {
      entity: NotificationPreferenceVersion,
      key: ['tenant_id', 'owner_id', 'preference_id', 'version'],
    },
  ],
  exported: [
    {
      name: 'preferences',
      schema: {
        type: [PreferenceResource],
        description: 'The current preferences by category, the global default first.',
        example: [],
      },
      read: exportPreferences,
    },
    // The history is read after the preferences, so that it contains all changes of the exported preferences.
    {
      name: 'history',
      schema: {
        type: [PreferenceChangeResource],
        description: 'All changes, including deletions, newest first.',
        example: [],
      },
      read: exportHistory,
    },
    {
      name: 'acted_for_others',
      schema: {
        type: 'integer',
        description: 'The number of changes that the owner made to the preferences of others.',
        example: 0,
      },
      read: countChangesForOthers,
    },
  ],
  erase: async (database, owner) => {
    const { rows, versions, forOthers } = await eraseOwned(
      database,
      owner,
      NotificationPreference,
      NotificationPreferenceVersion,
    );
    return {
      preferences: rows,
      preference_versions: versions,
      changes_for_others: forOthers,
    };
  },
};

async function* exportPreferences(database: Database, owner: RowOwner) {
  const pages = pagesOf<NotificationPreference>((last, limit) => {
    const after = last ? categoryColumn.to(last.category) : null;
    return listPreferences(database, { owner, after, limit });
  });
  for await (const page of pages) yield page.map(PreferenceResource.of);
}

async function* exportHistory(database: Database, owner: RowOwner) {
  const pages = pagesOf<PreferenceChange>((last, limit) => {
    return listChanges(database, { owner, after: last && positionOf(last), limit });
  });
  for await (const page of pages) yield page.map(PreferenceChangeResource.of);
}
