import type { Database } from '../../postgres/database.js';
import { eraseOwned } from '../callers/erase-owned.store.js';
import { type KeptData, pagesOf } from '../storage/kept-data.js';
import type { RowOwner } from '../storage/storage.options.js';
import {
  NotificationSettings,
  NotificationSettingsVersion,
} from './notification-settings.entity.js';
import { SettingsChangeResource, SettingsResource } from './settings.resource.js';
import { findSettings, listSettingsChanges, type SettingsChange } from './settings.store.js';

/** The tables of settings and their history, with their parts of an export. */
export const settingsData: KeptData = {
  tables: [
    { entity: NotificationSettings, key: ['tenant_id', 'owner_id'] },
    { entity: NotificationSettingsVersion, key: ['tenant_id', 'owner_id', 'version'] },
  ],
  exported: [
    {
      name: 'settings',
      schema: {
        type: [SettingsResource],
        description: 'The settings; an empty list when none are stored.',
        example: [],
      },
      read: exportSettings,
    },
    // The history is read after the settings, so that it contains the last change of the exported settings.
    {
      name: 'settings_history',
      schema: {
        type: [SettingsChangeResource],
        description: 'All changes of the settings, newest first.',
        example: [],
      },
      read: exportHistory,
    },
  ],
  erase: async (database, owner) => {
    const { rows, versions, forOthers } = await eraseOwned(
      database,
      owner,
      NotificationSettings,
      NotificationSettingsVersion,
    );
    return {
      settings: rows,
      settings_versions: versions,
      settings_changes_for_others: forOthers,
    };
  },
};

async function* exportSettings(database: Database, owner: RowOwner) {
  const settings = await findSettings(database, owner);
  if (settings) yield [SettingsResource.of(settings)];
}

async function* exportHistory(database: Database, owner: RowOwner) {
  const pages = pagesOf<SettingsChange>((last, limit) =>
    listSettingsChanges(database, { owner, before: last?.after.version, limit }),
  );
  for await (const page of pages) yield page.map(SettingsChangeResource.of);
}
