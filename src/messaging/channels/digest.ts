/** How email is batched: one mail at once, one mail an hour, one mail a day, or no email at all. */
export const DIGESTS = ['instant', 'hourly', 'daily', 'off'] as const;

/** One of `DIGESTS`. */
export type Digest = (typeof DIGESTS)[number];

/** The digest of a preference that was stored without one. */
export const DEFAULT_DIGEST: Digest = 'instant';
