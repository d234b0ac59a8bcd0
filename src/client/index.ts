import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './openapi.js';
import { withRetries } from './retry.js';

export type { components, operations, paths } from './openapi.js';

type Schemas = components['schemas'];

export type Preference = Schemas['MessagingPreference'];
export type PreferenceInput = Schemas['MessagingPreferenceInput'];
export type PreferenceChange = Schemas['MessagingPreferenceChange'];
export type EffectivePreference = Schemas['MessagingEffectivePreference'];
export type Category = Schemas['MessagingCategory'];
export type CategoryInput = Schemas['MessagingCategoryInput'];
export type OwnerExport = Schemas['MessagingOwnerExport'];
/**
 * The body of every error (RFC 9457). `code` identifies the kind of error: with the code `permission_denied` there are
 * `missing_permissions`, with `validation_failed` there are `errors`.
 */
export type Problem =
  | Schemas['MessagingProblem']
  | Schemas['MessagingValidationProblem']
  | Schemas['MessagingPermissionProblem'];
/** The codes of all errors that this version of the API knows. */
export type ProblemCode = Problem['code'];

/** The options of a client. */
export interface BellwetherClientOptions {
  /** The address of the server, without a path: `https://bellwether.example.com`. */
  baseUrl: string;
  /**
   * An API key, or another bearer token that the server accepts; or a function that returns one. The function is called
   * before each attempt, so that it can return a new token when the last one expires soon.
   */
  credential: string | (() => string | Promise<string>);
  /**
   * How often a request is sent again after 429 and 503 and when there was no answer: a whole number, by default 0.
   * Each wait is as long as the server asks for, at most 30 seconds, and up to a quarter more. A POST is sent again
   * only after 429.
   */
  retries?: number;
  /** A function that sends the requests instead of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The endpoints by method and path, typed by the OpenAPI document. */
export type BellwetherClient = Client<paths>;

/**
 * Creates a client of the HTTP API. For an error response its methods do not throw: they return a `Problem` in `error`,
 * and `data` is undefined. Without a response they throw the error of `fetch` or `credential`.
 * @throws RangeError when `retries` is not a whole number or is negative
 * @example
 * const client = createBellwetherClient({ baseUrl: 'http://127.0.0.1:3000', credential });
 * const { data, error } = await client.PUT('/v1/messaging/preferences', {
 *   body: { category: 'billing', in_app_enabled: true, email_enabled: true, push_enabled: false },
 * });
 */
export function createBellwetherClient({
  baseUrl,
  credential,
  retries = 0,
  fetch = (request) => globalThis.fetch(request),
}: BellwetherClientOptions): BellwetherClient {
  if (!Number.isSafeInteger(retries) || retries < 0) {
    throw new RangeError(`retries must be a whole number that is not negative, not ${retries}.`);
  }
  const authorize = async ({ headers }: Request) => {
    const token = typeof credential === 'function' ? await credential() : credential;
    headers.set('Authorization', `Bearer ${token}`);
  };
  return createClient<paths>({
    baseUrl,
    fetch: (request) => withRetries(request, retries, { authorize, send: fetch }),
  });
}
