/** One row of the table of channels. */
export interface ChannelDefinition {
  /** The name of the channel in the API. */
  name: string;
  /** The name of the channel's flag in services. */
  property: `${string}Enabled`;
  /** The name of the channel's flag in JSON and in tables. */
  column: `${string}_enabled`;
  /** The flag when neither the owner nor the registry nor the host sets it. */
  default: boolean;
  /**
   * Whether an input must have the flag; otherwise a missing flag gets the default. A new channel is not required,
   * because existing clients do not know it.
   */
  required: boolean;
  /** The flag in the examples of the OpenAPI document. */
  example: boolean;
  /** The end of a sentence in the OpenAPI document that begins with "notifications". */
  does: string;
  /** Whether the digest batches the channel; the digest `off` then turns the channel off. */
  followsDigest: boolean;
}

/**
 * The channels in the order of lists. Fields, columns, statements and resources are made from this table. A new channel
 * also needs a migration that adds its column to preferences and to their versions.
 */
export const CHANNEL_TABLE = [
  {
    name: 'in_app',
    property: 'inAppEnabled',
    column: 'in_app_enabled',
    default: true,
    required: true,
    example: true,
    does: 'appear in the application (the bell)',
    followsDigest: false,
  },
  {
    name: 'email',
    property: 'emailEnabled',
    column: 'email_enabled',
    default: true,
    required: true,
    example: true,
    does: 'are sent by email',
    followsDigest: true,
  },
  {
    name: 'push',
    property: 'pushEnabled',
    column: 'push_enabled',
    default: true,
    required: true,
    example: false,
    does: 'are pushed to devices',
    followsDigest: false,
  },
] as const satisfies readonly ChannelDefinition[];

/** One row of `CHANNEL_TABLE`. */
export type ChannelRow = (typeof CHANNEL_TABLE)[number];

/** A way by which a notification reaches its owner. */
export type Channel = ChannelRow['name'];

/** The names of all channels. */
export const CHANNELS: readonly Channel[] = CHANNEL_TABLE.map(({ name }) => name);

/** A flag for each channel, with the names of services. */
export type ChannelFlags = Record<ChannelRow['property'], boolean>;

/** The flags of an input. Only the flags of required channels must be there. */
export type GivenFlags = Record<Extract<ChannelRow, { required: true }>['property'], boolean> &
  Partial<ChannelFlags>;

/** A flag for each channel, with the names of JSON and of tables. */
export type ChannelColumns = Record<ChannelRow['column'], boolean>;

/** An object with a value for each channel. Channels that follow the digest have a value of the type `Batched`. */
export type ForEachChannel<Plain, Batched = Plain> = {
  [Row in ChannelRow as Row['name']]: Row['followsDigest'] extends true ? Batched : Plain;
};

/** Makes an object with a value for each channel. */
export function forEachChannel<T>(valueOf: (channel: ChannelRow) => T): Record<Channel, T> {
  const values: Partial<Record<Channel, T>> = {};
  for (const row of CHANNEL_TABLE) values[row.name] = valueOf(row);
  return values as Record<Channel, T>;
}
