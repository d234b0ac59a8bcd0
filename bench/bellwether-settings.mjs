import { BOOTSTRAP_KEY } from './make-keys.mjs';

/**
 * The environment variables of Bellwether in every benchmark: a key that makes the other keys, and no limit on
 * requests, because the load would exceed it.
 */
export const SERVER_SETTINGS = { BOOTSTRAP_API_KEY: BOOTSTRAP_KEY, RATE_LIMIT: 'off' };
