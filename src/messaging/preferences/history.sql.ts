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
 * An owner's changes, the latest first, each with the version before it.
 * Parameters: tenant_id, owner_id, one preference's id or null for all, then where the page before ended, or
 * nulls: the time, the preference's id and the version; then how many.
 */
export const historySql = ({ versions }: PreferenceTables) => `
  SELECT ${versionColumns('changed')} AS after,
         CASE WHEN earlier.version IS NOT NULL THEN ${versionColumns('earlier')} END AS before
  FROM ${versions} AS changed
  LEFT JOIN ${versions} AS earlier
    ON earlier.tenant_id = changed.tenant_id AND earlier.owner_id = changed.owner_id
    AND earlier.preference_id = changed.preference_id AND earlier.version = changed.version - 1
  WHERE changed.tenant_id = $1::text AND changed.owner_id = $2::text
    AND ($3::uuid IS NULL OR changed.preference_id = $3::uuid)
    AND ($4::timestamptz IS NULL
         OR (changed.changed_at, changed.preference_id, changed.version)
            < ($4::timestamptz, $5::uuid, $6::integer))
  ORDER BY changed.changed_at DESC, changed.preference_id DESC, changed.version DESC
  LIMIT $7::integer`;
