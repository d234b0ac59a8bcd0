/** How email is batched: at once, into one mail an hour, into one mail a day, or never sent at all. */
export const DIGESTS = ['instant', 'hourly', 'daily', 'off'] as const;

export type Digest = (typeof DIGESTS)[number];
