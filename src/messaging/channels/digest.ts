/**
 * How email is batched: one mail at once, one mail an hour, one mail a day, or no email at all. A new value needs a
 * migration that changes the CHECK constraints of preferences and of their versions.
 */
export const DIGESTS = ['instant', 'hourly', 'daily', 'off'] as const;

/** One of `DIGESTS`. */
export type Digest = (typeof DIGESTS)[number];

/** The digest that turns off every channel with `followsDigest`. */
export const DIGEST_OFF = 'off';

/** The digest of a channel that a category requires: each notification is sent at once. */
export const REQUIRED_DIGEST = 'instant';

/** The digest of a preference that was stored without one. */
export const DEFAULT_DIGEST: Digest = 'instant';
