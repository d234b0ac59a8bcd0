/**
 * How email is batched: one mail at once, one mail an hour, one mail a day, or no email at all. A new value needs a
 * migration that changes the CHECK constraints of preferences and of their versions.
 */
export const DIGESTS = ['instant', 'hourly', 'daily', 'off'] as const;

/** One of `DIGESTS`. */
export type Digest = (typeof DIGESTS)[number];

/** The digest that turns off every channel with `followsDigest`. */
export const DIGEST_OFF = 'off';

/** The digest that sends each notification at once, as a channel that a category requires does. */
export const DIGEST_INSTANT = 'instant';

/** The digest of a preference that was stored without one. */
export const DEFAULT_DIGEST: Digest = DIGEST_INSTANT;
