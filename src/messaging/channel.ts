/** The ways by which a notification reaches its owner, in the order in which they are listed. */
export const CHANNELS = ['in_app', 'email', 'push'] as const;

export type Channel = (typeof CHANNELS)[number];
