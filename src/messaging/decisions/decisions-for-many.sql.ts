import { type Channel, CHANNELS } from '../channel.js';
import { registrationSql } from './registration.sql.js';
import type { ResolutionTables } from './resolution-tables.js';

/** Which parameters of a statement hold what `decisionsForManySql` takes, each as `$n`. */
export interface DecisionParameters {
  tenant: string;
  /** `''` is the global default. */
  category: string;
  /** The system default as JSON, with the names of the columns. */
  systemDefault: string;
}

/** Whether a channel delivers, by the settings that won and by the category's rules, and why. */
const stateOf = (channel: Channel): string => {
  const isEmail = channel === 'email';
  const needsOwn = `own_id IS NULL AND ${channel}_needs_own`;
  return `
    ${channel}_required OR ${channel}_enabled ${isEmail ? "AND digest <> 'off' " : ''}AND NOT (${needsOwn})
      AS ${channel}_enabled,
    CASE
      WHEN ${channel}_required THEN 'required'
      WHEN ${needsOwn} THEN 'not_opted_in'
      WHEN NOT ${channel}_enabled THEN '${channel}_disabled'
      ${isEmail ? "WHEN digest = 'off' THEN 'digest_off'" : ''}
    END AS ${channel}_reason`;
};

/** One row: what holds where the owner stored nothing, and the category's rules. */
const ruleSql = (
  categories: string,
  { tenant, category, systemDefault }: DecisionParameters,
): string => `
  SELECT is_registered, digest, in_app_enabled, email_enabled, push_enabled,
         'in_app' = ANY (required) AS in_app_required,
         'email' = ANY (required) AS email_required,
         'push' = ANY (required) AS push_required,
         said.opt_in AND NOT in_app_enabled AS in_app_needs_own,
         said.opt_in AND NOT (email_enabled AND digest <> 'off') AS email_needs_own,
         said.opt_in AND NOT push_enabled AS push_needs_own
  FROM (SELECT) AS one
  LEFT JOIN LATERAL (${registrationSql(categories, { tenant: `${tenant}::text`, category: `${category}::text` })}
  ) AS registered ON true
  CROSS JOIN LATERAL (
    SELECT default_preference IS NOT NULL AS is_registered,
           coalesce(required_channels, '{}') AS required, coalesce(registered.opt_in, false) AS opt_in
  ) AS said
  CROSS JOIN LATERAL jsonb_to_record(coalesce(default_preference, ${systemDefault}::jsonb))
    AS settings (in_app_enabled boolean, email_enabled boolean, push_enabled boolean, digest text)`;

/**
 * What holds in one category for every row of `recipients`, a SELECT with the column owner_id: what
 * `resolvePreference` says of each, decided by PostgreSQL in one statement.
 */
export const decisionsForManySql = (
  { preferences, categories }: ResolutionTables,
  recipients: string,
  parameters: DecisionParameters,
): string => {
  const { tenant, category } = parameters;
  const won = (column: string) => `coalesce(own.${column}, everywhere.${column}, rule.${column})`;
  return `
  WITH rule AS MATERIALIZED (${ruleSql(categories, parameters)}
  )
  SELECT owner_id,
    CASE WHEN own_id IS NOT NULL THEN 'category' WHEN preference_id IS NOT NULL THEN 'global_default'
      WHEN is_registered THEN 'category_default' ELSE 'system_default' END AS source,
    preference_id, preference_version, digest,${CHANNELS.map(stateOf).join(',')}
  FROM (
    SELECT recipient.owner_id, own.id AS own_id, coalesce(own.id, everywhere.id) AS preference_id,
      coalesce(own.version, everywhere.version) AS preference_version, is_registered,
      in_app_required, email_required, push_required,
      in_app_needs_own, email_needs_own, push_needs_own,
      ${won('digest')} AS digest, ${won('in_app_enabled')} AS in_app_enabled,
      ${won('email_enabled')} AS email_enabled, ${won('push_enabled')} AS push_enabled
    FROM (
      SELECT given.owner_id::text COLLATE "C" AS owner_id FROM (
        ${recipients}
      ) AS given
    ) AS recipient
    CROSS JOIN rule
    LEFT JOIN ${preferences} AS own
      ON own.tenant_id = ${tenant}::text AND own.category = ${category}::text AND own.category <> ''
        AND own.owner_id = recipient.owner_id
    LEFT JOIN ${preferences} AS everywhere
      ON everywhere.tenant_id = ${tenant}::text AND everywhere.category = ''
        AND everywhere.owner_id = recipient.owner_id
  ) AS resolved`;
};
