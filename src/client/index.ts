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
/** What every error answers with (RFC 9457); `code` tells one from another. */
export type Problem = Schemas['MessagingProblem'];

export interface BellwetherClientOptions {
  /** Where the server is, without a path: `https://bellwether.example.com`. */
  baseUrl: string;
  /** An API key, or whatever bearer token the server takes. */
  apiKey: string;
  /** What sends requests instead of the global `fetch`: one that retries, for instance. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The endpoints by method and path, typed by the OpenAPI document. */
export type BellwetherClient = Client<paths>;

/**
 * A client of the HTTP API. Its methods do not throw at an error answer: `error` is a `Problem` then and `data`
 * undefined. They throw what `fetch` throws when there is no answer.
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
