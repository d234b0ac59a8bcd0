import type { Database } from '../../postgres/database.js';
import { NotificationCategory } from '../categories/notification-category.entity.js';
import { CHANNEL_TABLE, type ChannelRow } from '../channels/channels.js';
import { DIGEST_OFF, DIGEST_INSTANT } from '../channels/digest.js';
import { columnsOf, SYSTEM_DEFAULT } from '../channels/preference-values.js';
import { valueColumns, valueDefinitions } from '../channels/value-sql.js';
import { NotificationPreference } from '../preferences/notification-preference.entity.js';
import { registrationSql } from './registration.sql.js';

/** The parameters of `decisionsForManySql`, each as `$n`. */
export interface DecisionParameters {
  tenant: string;
  /** `''` means the global default. */
  category: string;
  /** The system default as JSON, with the names of the columns. */
  systemDefault: string;
}

const perChannel = (text: (channel: ChannelRow) => string) => CHANNEL_TABLE.map(text).join(', ');

/** SQL for the values of channels that did not exist when a default was stored. */
const GAPS = `'${JSON.stringify(columnsOf(SYSTEM_DEFAULT))}'::jsonb`;

/** SQL for whether the values of a row turn a channel on. */
const isOn = ({ column, followsDigest }: ChannelRow) =>
  followsDigest ? `(${column} AND digest <> '${DIGEST_OFF}')` : column;

/**
 * SQL for whether a channel delivers, how it is batched, and why, by the winning values and the rules of the category.
 */
const stateOf = (channel: ChannelRow): string => {
  const { name, column, followsDigest } = channel;
  const needsOwn = `own_id IS NULL AND ${name}_needs_own`;
  const delivers = `(${name}_required OR ${isOn(channel)} AND NOT (${needsOwn}))`;
  return `
    ${delivers} AS ${column},${
      followsDigest
        ? `
    CASE WHEN ${name}_required THEN '${DIGEST_INSTANT}' WHEN ${delivers} THEN digest END AS ${name}_digest,`
        : ''
    }
    CASE
      WHEN ${name}_required THEN 'required'
      WHEN ${needsOwn} THEN 'not_opted_in'
      WHEN NOT ${column} THEN '${name}_disabled'
      ${followsDigest ? `WHEN digest = '${DIGEST_OFF}' THEN 'digest_off'` : ''}
    END AS ${name}_reason`;
};

/** SQL for one row with the default for owners who stored nothing, and with the rules of the category. */
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
  CROSS JOIN LATERAL jsonb_to_record(coalesce(${GAPS} || default_preference, ${systemDefault}::jsonb))
    AS defaults (${valueDefinitions()})`;

/**
 * SQL for the effective preferences in one category, one for each row of `recipients`, which is a SELECT with the
 * column owner_id. It gives the results of `resolvePreference`.
 */
export const decisionsForManySql = (
  database: Database,
  recipients: string,
  parameters: DecisionParameters,
): string => {
  const { tenant, category } = parameters;
  const preferences = database.table(NotificationPreference);
  const values = valueColumns().replaceAll(/\w+/g, 'coalesce(own.$&, global.$&, rule.$&) AS $&');
  return `
  WITH rule AS MATERIALIZED (${ruleSql(database.table(NotificationCategory), parameters)}
  )
  SELECT owner_id,
    CASE WHEN own_id IS NOT NULL THEN 'category' WHEN preference_id IS NOT NULL THEN 'global_default'
      WHEN is_registered THEN 'category_default' ELSE 'system_default' END AS source,
    preference_id, preference_version,${CHANNEL_TABLE.map(stateOf).join(',')}
  FROM (
    SELECT recipient.owner_id, own.id AS own_id, coalesce(own.id, global.id) AS preference_id,
      coalesce(own.version, global.version) AS preference_version, is_registered,
      ${perChannel(({ name }) => `${name}_required, ${name}_needs_own`)}, ${values}
    FROM (
      SELECT listed.owner_id::text COLLATE "C" AS owner_id FROM (
        ${recipients}
      ) AS listed
    ) AS recipient
    CROSS JOIN rule
    LEFT JOIN ${preferences} AS own
      ON own.tenant_id = ${tenant}::text AND own.category = ${category}::text AND own.category <> ''
        AND own.owner_id = recipient.owner_id
    LEFT JOIN ${preferences} AS global
      ON global.tenant_id = ${tenant}::text AND global.category = ''
        AND global.owner_id = recipient.owner_id
  ) AS resolved`;
};
