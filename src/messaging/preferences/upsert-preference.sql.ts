/**
 * Creates or replaces one preference and returns it, in one atomic statement.
 * Parameters: tenant_id, owner_id, category, id, in_app_enabled, email_enabled, push_enabled, digest.
 * The row it returns has the properties of `NotificationPreference`.
 *
 * It updates even when nothing changed: with a condition on DO UPDATE, RETURNING gives no row to the
 * loser of a race between identical writes. `clock_timestamp()`, unlike `now()`, is read once the row
 * is locked; truncated to what is shown, it never lies in the future.
 */
export const upsertPreferenceSql = (table: string) => `
  INSERT INTO ${table} AS stored
    (tenant_id, owner_id, category, id,
     in_app_enabled, email_enabled, push_enabled, digest, created_at, updated_at)
  SELECT $1::text, $2::text, $3::text, $4::uuid,
         $5::boolean, $6::boolean, $7::boolean, $8::text, clock.now, clock.now
  FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now) AS clock
  ON CONFLICT (tenant_id, owner_id, category) DO UPDATE SET
    in_app_enabled = excluded.in_app_enabled,
    email_enabled = excluded.email_enabled,
    push_enabled = excluded.push_enabled,
    digest = excluded.digest,
    updated_at = CASE
      WHEN (stored.in_app_enabled, stored.email_enabled, stored.push_enabled, stored.digest)
        IS DISTINCT FROM
           (excluded.in_app_enabled, excluded.email_enabled, excluded.push_enabled, excluded.digest)
      THEN greatest(stored.updated_at, date_trunc('milliseconds', clock_timestamp()))
      ELSE stored.updated_at
    END
  RETURNING stored.id, stored.tenant_id AS "tenantId", stored.owner_id AS "ownerId",
            nullif(stored.category, '') AS category, stored.in_app_enabled AS "inAppEnabled",
            stored.email_enabled AS "emailEnabled", stored.push_enabled AS "pushEnabled",
            stored.digest, stored.created_at AS "createdAt", stored.updated_at AS "updatedAt"`;
