interface ChannelDefinition {
  /** What the API calls the channel. */
  name: string;
  /** What services call the flag that switches it. */
  property: `${string}Enabled`;
  /** What JSON and the tables call that flag. */
  column: `${string}_enabled`;
  /** The flag where neither the owner, the registry nor the host said anything. */
  default: boolean;
  /** What the channel does to notifications, for the OpenAPI document: they … */
  does: string;
}

/** The channels, in the order in which they are listed. Fields, columns and resources are made from this table. */
export const CHANNEL_TABLE = [
  {
    name: 'in_app',
    property: 'inAppEnabled',
    column: 'in_app_enabled',
    default: true,
    does: 'appear in the application (the bell)',
  },
  {
    name: 'email',
    property: 'emailEnabled',
    column: 'email_enabled',
    default: true,
    does: 'are sent by email',
  },
  {
    name: 'push',
    property: 'pushEnabled',
    column: 'push_enabled',
    default: true,
    does: 'are pushed to devices',
  },
] as const satisfies readonly ChannelDefinition[];

type Row = (typeof CHANNEL_TABLE)[number];

/** A way by which a notification reaches its owner. */
export type Channel = Row['name'];

/** The names of all channels. */
export const CHANNELS: readonly Channel[] = CHANNEL_TABLE.map(({ name }) => name);

/** For each channel whether it is on, by the names that services use. */
export type ChannelFlags = Record<Row['property'], boolean>;

/** The same by the names that JSON and the tables use. */
export type ChannelColumns = Record<Row['column'], boolean>;

/** A value for each channel. */
export function forEachChannel<T>(valueOf: (channel: Row) => T): Record<Channel, T> {
  return Object.fromEntries(CHANNEL_TABLE.map((row) => [row.name, valueOf(row)])) as Record<
    Channel,
    T
  >;
}
