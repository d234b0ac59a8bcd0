import type { EntityManager } from 'typeorm';
import { tableOf } from '../../postgres/tables.js';
import { NotificationCategory } from '../categories/notification-category.entity.js';
import { CHANNEL_TABLE } from '../channels/channels.js';
import { valueColumns, valueDefinitions } from '../channels/value-sql.js';
import { NotificationPreference } from '../preferences/notification-preference.entity.js';
import { registrationSql } from './registration.sql.js';

/** Which parameters of a statement hold what `decisionsForManySql` takes, each as `$n`. */
export interface DecisionParameters {
  tenant: string;
  /** `''` is the global default. */
  category: string;
  /** The system default as JSON, with the names of the columns. */
  systemDefault: string;
}

type ChannelRow = (typeof CHANNEL_TABLE)[number];

const perChannel = (text: (channel: ChannelRow) => string) => CHANNEL_TABLE.map(text).join(', ');

/** Whether the values of a row turn a channel on. */
const isOn = ({ name, column }: ChannelRow) =>
  name === 'email' ? `(${column} AND digest <> 'off')` : column;

/** Whether a channel delivers, by the values that won and by the category's rules, and why. */
const stateOf = (channel: ChannelRow): string => {
  const { name, column } = channel;
  const needsOwn = `own_id IS NULL AND ${name}_needs_own`;
  return `
    ${name}_required OR ${isOn(channel)} AND NOT (${needsOwn}) AS ${column},
    CASE
      WHEN ${name}_required THEN 'required'
      WHEN ${needsOwn} THEN 'not_opted_in'
      WHEN NOT ${column} THEN '${name}_disabled'
      ${name === 'email' ? "WHEN digest = 'off' THEN 'digest_off'" : ''}
    END AS ${name}_reason`;
};

/** One row: what holds where the owner stored nothing, and the category's rules. */
const ruleSql = (
  categories: string,
  { tenant, category, systemDefault }: DecisionParameters,
): string => `
  SELECT is_registered, ${valueColumns()},
         ${perChannel(({ name }) => `'${name}' = ANY (required) AS ${name}_required`)},
         ${perChannel((channel) => `rule.opt_in AND NOT ${isOn(channel)} AS ${channel.name}_needs_own`)}
  FROM (SELECT) AS one
  LEFT JOIN LATERAL (${registrationSql(categories, { tenant: `${tenant}::text`, category: `${category}::text` })}
  ) AS registered ON true
  CROSS JOIN LATERAL (
    SELECT default_preference IS NOT NULL AS is_registered,
           coalesce(required_channels, '{}') AS required, coalesce(registered.opt_in, false) AS opt_in
  ) AS rule
  CROSS JOIN LATERAL jsonb_to_record(coalesce(default_preference, ${systemDefault}::jsonb))
    AS defaults (${valueDefinitions()})`;

/**
 * What holds in one category for every row of `recipients`, a SELECT with the column owner_id: what
 * `resolvePreference` says of each, decided by PostgreSQL in one statement.
 */
export const decisionsForManySql = (
  manager: EntityManager,
  recipients: string,
  parameters: DecisionParameters,
): string => {
  const { tenant, category } = parameters;
  const preferences = tableOf(manager, NotificationPreference);
  const won = valueColumns().replaceAll(/\w+/g, 'coalesce(own.$&, everywhere.$&, rule.$&) AS $&');
  return `
  WITH rule AS MATERIALIZED (${ruleSql(tableOf(manager, NotificationCategory), parameters)}
  )
  SELECT owner_id,
    CASE WHEN own_id IS NOT NULL THEN 'category' WHEN preference_id IS NOT NULL THEN 'global_default'
      WHEN is_registered THEN 'category_default' ELSE 'system_default' END AS source,
    preference_id, preference_version, digest,${CHANNEL_TABLE.map(stateOf).join(',')}
  FROM (
    SELECT recipient.owner_id, own.id AS own_id, coalesce(own.id, everywhere.id) AS preference_id,
      coalesce(own.version, everywhere.version) AS preference_version, is_registered,
      ${perChannel(({ name }) => `${name}_required, ${name}_needs_own`)}, ${won}
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
