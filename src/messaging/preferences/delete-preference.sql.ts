import type { PreferenceTables } from './stored-preference.js';

/**
 * Deletes one preference of an owner, of one version if one is given, and keeps its last state as a further
 * version; returns its id and that version, or no row where there is no such one.
 * Parameters: tenant_id, owner_id, actor, credential_id, via, request_id, id, expected version or null.
 */
export const deletePreferenceSql = ({ preferences, versions }: PreferenceTables) => `
  WITH gone AS (
    DELETE FROM ${preferences} AS stored
    WHERE stored.tenant_id = $1::text AND stored.owner_id = $2::text AND stored.id = $7::uuid
      AND stored.version = coalesce($8::integer, stored.version)
    RETURNING stored.*
  ),
  kept AS (
    INSERT INTO ${versions}
      (tenant_id, owner_id, preference_id, version, category, in_app_enabled, email_enabled,
       push_enabled, digest, deleted, changed_at, actor, credential_id, via, request_id)
    SELECT tenant_id, owner_id, id, version + 1, category, in_app_enabled, email_enabled,
           push_enabled, digest, true,
           greatest(updated_at, date_trunc('milliseconds', clock_timestamp())),
           $3::text, $4::text, $5::text, $6::text
    FROM gone
    RETURNING version
  )
  SELECT gone.id, kept.version FROM gone CROSS JOIN kept`;
