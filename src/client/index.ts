import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './openapi.js';

export type { components, operations, paths } from './openapi.js';

type Schemas = components['schemas'];

export type Preference = Schemas['MessagingPreference'];
export type PreferenceInput = Schemas['MessagingPreferenceInput'];
export type PreferenceChange = Schemas['MessagingPreferenceChange'];
export type EffectivePreference = Schemas['MessagingEffectivePreference'];
export type Category = Schemas['MessagingCategory'];
export type CategoryInput = Schemas['MessagingCategoryInput'];
export type OwnerExport = Schemas['MessagingOwnerExport'];
/** The body of every error (RFC 9457). `code` identifies the kind of error. */
export type Problem = Schemas['MessagingProblem'];

/** The options of a client. */
export interface BellwetherClientOptions {
  /** The address of the server, without a path: `https://bellwether.example.com`. */
  baseUrl: string;
  /** An API key, or another bearer token that the server accepts. */
  apiKey: string;
  /** A function that sends the requests instead of the global `fetch`, for example with retries. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The endpoints by method and path, typed by the OpenAPI document. */
export type BellwetherClient = Client<paths>;

/**
 * Creates a client of the HTTP API. For an error response its methods do not throw: they return a `Problem` in `error`,
 * and `data` is undefined. Without a response they throw the error of `fetch`.
 * @example
 * const client = createBellwetherClient({ baseUrl: 'http://127.0.0.1:3000', apiKey });
 * const { data, error } = await client.PUT('/v1/messaging/preferences', {
 *   body: { category: 'billing', in_app_enabled: true, email_enabled: true, push_enabled: false },
 * });
 */
export function createBellwetherClient({
  baseUrl,
  apiKey,
  fetch,
}: BellwetherClientOptions): BellwetherClient {
  return createClient<paths>({ baseUrl, fetch, headers: { Authorization: `Bearer ${apiKey}` } });
}
