import type { PreferenceTables } from './stored-preference.js';

/** A version with the properties of `StoredVersion`; times are milliseconds. */
const versionColumns = (alias: string) => `jsonb_build_object(
      'tenantId', ${alias}.tenant_id, 'ownerId', ${alias}.owner_id,
      'preferenceId', ${alias}.preference_id, 'version', ${alias}.version,
      'category', nullif(${alias}.category, ''), 'inAppEnabled', ${alias}.in_app_enabled,
      'emailEnabled', ${alias}.email_enabled, 'pushEnabled', ${alias}.push_enabled,
      'digest', ${alias}.digest, 'deleted', ${alias}.deleted,
      'changedAt', (extract(epoch FROM ${alias}.changed_at) * 1000)::float8,
      'actor', ${alias}.actor, 'credentialId', ${alias}.credential_id, 'via', ${alias}.via,
      'requestId', ${alias}.request_id)`;

/**
 * An owner's changes, the latest first, each with the version before it. Of the two lists one is always empty.
 * Each stops after so many versions: that of all preferences reads the index of the history, which takes part
 * only where `version > 0` is asked for, and that of one preference reads the primary key.
 * Parameters: tenant_id, owner_id, one preference's id or null for all, then where the page before ended, or
 * nulls: the time, the preference's id (of the same preference, where one is asked for) and the version; then
 * how many, or null for all.
 */
export const historySql = ({ versions }: PreferenceTables) => `
  SELECT ${versionColumns('changed')} AS after,
         (SELECT ${versionColumns('earlier')}
          FROM ${versions} AS earlier
          WHERE earlier.tenant_id = changed.tenant_id AND earlier.owner_id = changed.owner_id
            AND earlier.preference_id = changed.preference_id
            AND earlier.version = changed.version - 1) AS before
  FROM (
    (SELECT * FROM ${versions} AS of_all
     WHERE of_all.tenant_id = $1::text AND of_all.owner_id = $2::text AND $3::uuid IS NULL
       AND of_all.version > 0
       AND (of_all.changed_at, of_all.preference_id, of_all.version)
           < (coalesce($4::timestamptz, 'infinity'), $5::uuid, $6::integer)
     ORDER BY of_all.changed_at DESC, of_all.preference_id DESC, of_all.version DESC
     LIMIT $7::integer)
    UNION ALL
    (SELECT * FROM ${versions} AS of_one
     WHERE of_one.tenant_id = $1::text AND of_one.owner_id = $2::text
       AND of_one.preference_id = $3::uuid
       AND of_one.version < coalesce($6::integer, 2147483647)
     ORDER BY of_one.version DESC
     LIMIT $7::integer)
  ) AS changed
  ORDER BY changed.changed_at DESC, changed.preference_id DESC, changed.version DESC`;
