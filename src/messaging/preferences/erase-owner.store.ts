import type { Database } from '../../postgres/database.js';
import { countChanged } from '../../postgres/changed-rows.js';
import type { RowOwner } from '../storage/storage.options.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { NotificationPreference } from './notification-preference.entity.js';

/**
 * Deletes an owner's preferences and versions, and removes the owner's id from the changes that they made for others.
 * Returns the number of rows by kind.
 */
export async function eraseOwner(
  database: Database,
  { tenantId, ownerId }: RowOwner,
): Promise<Record<string, number>> {
  const versions = database.table(NotificationPreferenceVersion);
  const owner = [tenantId, ownerId];
  const ofOwner = 'WHERE tenant_id = $1::text AND owner_id = $2::text';
  const preferences = `DELETE FROM ${database.table(NotificationPreference)} ${ofOwner}`;
  const ownVersions = `DELETE FROM ${versions} ${ofOwner}`;
  const forOthers = `
    UPDATE ${versions} SET actor = 'erased', credential_id = NULL
    WHERE tenant_id = $1::text AND actor COLLATE "C" = $2::text AND actor COLLATE "C" <> owner_id`;
  return {
    preferences: await countChanged(database, preferences, owner),
    preference_versions: await countChanged(database, ownVersions, owner),
    changes_for_others: await countChanged(database, forOthers, owner),
  };
}
