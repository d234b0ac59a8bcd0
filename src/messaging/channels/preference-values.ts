import { CHANNEL_TABLE, type ChannelColumns, type ChannelFlags } from './channels.js';
import { DEFAULT_DIGEST, type Digest } from './digest.js';

/** What a preference says: for each channel whether it is on, and how email is batched. */
export interface PreferenceValues extends ChannelFlags {
  digest: Digest;
}

/** What a preference says as a call gives it; without `digest` it is `instant`. */
export interface GivenValues extends ChannelFlags {
  digest?: Digest | undefined;
}

/** What a preference says as JSON and the tables name it. */
export interface ValueColumns extends ChannelColumns {
  digest: Digest;
}

/** What holds where nobody said anything and the host has no other default: every channel on, email at once. */
export const SYSTEM_DEFAULT: Readonly<PreferenceValues> = Object.freeze({
  ...(Object.fromEntries(
    CHANNEL_TABLE.map((channel) => [channel.property, channel.default]),
  ) as ChannelFlags),
  digest: DEFAULT_DIGEST,
});

/** The values alone, out of something that holds them; an absent digest is filled in. */
export function valuesIn(given: GivenValues): PreferenceValues {
  const flags = Object.fromEntries(
    CHANNEL_TABLE.map(({ property }) => [property, given[property]]),
  ) as ChannelFlags;
  return { ...flags, digest: given.digest ?? DEFAULT_DIGEST };
}

/** Values as JSON and the tables name them. */
export function columnsOf(values: PreferenceValues): ValueColumns {
  const flags = Object.fromEntries(
    CHANNEL_TABLE.map(({ column, property }) => [column, values[property]]),
  ) as ChannelColumns;
  return { ...flags, digest: values.digest };
}

/** Values out of what `columnsOf` made of them. */
export function valuesOf(columns: ValueColumns): PreferenceValues {
  const flags = Object.fromEntries(
    CHANNEL_TABLE.map(({ column, property }) => [property, columns[column]]),
  ) as ChannelFlags;
  return { ...flags, digest: columns.digest };
}
