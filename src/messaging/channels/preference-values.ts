import {
  CHANNEL_TABLE,
  type ChannelColumns,
  type ChannelFlags,
  type GivenFlags,
} from './channels.js';
import { DEFAULT_DIGEST, type Digest } from './digest.js';

/** The values of a preference: a flag for each channel, and how email is batched. */
export interface PreferenceValues extends ChannelFlags {
  digest: Digest;
}

/**
 * The values of a preference in a call. A missing flag has the default of its channel; a missing digest is `instant`.
 */
export interface GivenValues extends GivenFlags {
  digest?: Digest | undefined;
}

/** The values of a preference, with the names of JSON and of tables. */
export interface ValueColumns extends ChannelColumns {
  digest: Digest;
}

/** The system default when the host sets none: the default of each channel, and email is sent at once. */
export const SYSTEM_DEFAULT: Readonly<PreferenceValues> = Object.freeze({
  ...(Object.fromEntries(
    CHANNEL_TABLE.map((channel) => [channel.property, channel.default]),
  ) as ChannelFlags),
  digest: DEFAULT_DIGEST,
});

// These conversions run for every item of a list. Loops take a quarter less CPU for a list than `Object.fromEntries`.

/** Picks the values from an object that may have other properties, and fills in the defaults of missing ones. */
export function valuesIn(source: GivenValues): PreferenceValues {
  const given: Partial<ChannelFlags> = source;
  const values: Partial<PreferenceValues> = {};
  for (const row of CHANNEL_TABLE) values[row.property] = given[row.property] ?? row.default;
  values.digest = source.digest ?? DEFAULT_DIGEST;
  return values as PreferenceValues;
}

/** Converts values to the names of JSON and of tables. */
export function columnsOf(values: PreferenceValues): ValueColumns {
  const columns: Partial<ValueColumns> = {};
  for (const { column, property } of CHANNEL_TABLE) columns[column] = values[property];
  columns.digest = values.digest;
  return columns as ValueColumns;
}

/**
 * Converts values back from the names of JSON and of tables. JSON that was stored before a channel existed gets the
 * default of the channel.
 */
export function valuesOf(columns: Partial<ValueColumns>): PreferenceValues {
  const values: Partial<PreferenceValues> = {};
  for (const row of CHANNEL_TABLE) values[row.property] = columns[row.column] ?? row.default;
  values.digest = columns.digest ?? DEFAULT_DIGEST;
  return values as PreferenceValues;
}

/** The values in the examples of the OpenAPI document. */
export const EXAMPLE_COLUMNS: Readonly<ValueColumns> = Object.freeze({
  ...(Object.fromEntries(
    CHANNEL_TABLE.map(({ column, example }) => [column, example]),
  ) as ChannelColumns),
  digest: 'daily',
});
