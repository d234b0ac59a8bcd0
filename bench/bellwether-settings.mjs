import { BOOTSTRAP_KEY } from './make-keys.mjs';

/** How the bench starts Bellwether: with a key to make others, and without the limit on a person's requests, which a load exceeds. */
export const SERVER_SETTINGS = { BOOTSTRAP_API_KEY: BOOTSTRAP_KEY, RATE_LIMIT: 'off' };
