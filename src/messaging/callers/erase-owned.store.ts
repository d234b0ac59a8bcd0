import { countChanged } from '../../postgres/changed-rows.js';
import type { Database } from '../../postgres/database.js';
import type { Entity } from '../../postgres/tables.js';
import type { RowOwner } from '../storage/storage.options.js';

/** The numbers of rows that an erasure changed. */
interface ErasedRows {
  rows: number;
  versions: number;
  forOthers: number;
}

/**
 * Deletes an owner's rows and their versions, and removes the owner's id from the changes that they made for others.
 * Both entities have the columns `tenant_id` and `owner_id`, and the versions have those of the provenance.
 */
export async function eraseOwned(
  database: Database,
  { tenantId, ownerId }: RowOwner,
  entity: Entity,
  versionEntity: Entity,
): Promise<ErasedRows> {
  const versions = database.table(versionEntity);
  const owner = [tenantId, ownerId];
  const ofOwner = 'WHERE tenant_id = $1::text AND owner_id = $2::text';
  const forOthers = `
    UPDATE ${versions} SET actor = 'erased', credential_id = NULL
    WHERE tenant_id = $1::text AND actor COLLATE "C" = $2::text AND actor COLLATE "C" <> owner_id`;
  return {
    rows: await countChanged(database, `DELETE FROM ${database.table(entity)} ${ofOwner}`, owner),
    versions: await countChanged(database, `DELETE FROM ${versions} ${ofOwner}`, owner),
    forOthers: await countChanged(database, forOthers, owner),
  };
}
