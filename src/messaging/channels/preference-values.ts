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

/** The values of a preference in a call. A missing flag has the default of its channel; a missing digest is `instant`. */
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

/** Picks the values from an object that may have other properties, and fills in the defaults of missing ones. */
export function valuesIn(source: GivenValues): PreferenceValues {
  const given: Partial<ChannelFlags> = source;
  const flags = Object.fromEntries(
    CHANNEL_TABLE.map((row) => [row.property, given[row.property] ?? row.default]),
  ) as ChannelFlags;
  return { ...flags, digest: source.digest ?? DEFAULT_DIGEST };
}

/** Converts values to the names of JSON and of tables. */
export function columnsOf(values: PreferenceValues): ValueColumns {
  const flags = Object.fromEntries(
    CHANNEL_TABLE.map(({ column, property }) => [column, values[property]]),
  ) as ChannelColumns;
  return { ...flags, digest: values.digest };
}

/**
 * Converts values back from the names of JSON and of tables. JSON that was stored before a channel existed gets the
 * default of the channel.
 */
export function valuesOf(columns: Partial<ValueColumns>): PreferenceValues {
  const flags = Object.fromEntries(
    CHANNEL_TABLE.map((row) => [row.property, columns[row.column] ?? row.default]),
  ) as ChannelFlags;
  return { ...flags, digest: columns.digest ?? DEFAULT_DIGEST };
}

/** The values in the examples of the OpenAPI document. */
export const EXAMPLE_COLUMNS: Readonly<ValueColumns> = Object.freeze({
  ...(Object.fromEntries(
    CHANNEL_TABLE.map(({ column, example }) => [column, example]),
  ) as ChannelColumns),
  digest: 'daily',
});
