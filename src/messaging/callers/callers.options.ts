import type { ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';

/** The options about callers. */
export interface CallersOptions {
  /**
   * Returns the caller of an HTTP request, by the host's own authentication. The answer is 401 when it returns
   * undefined or null, when it throws, and when an id of the caller breaks the rules of `Owner`. The last one and an
   * error such as a `TypeError` are logged as errors, at most once a minute. An error of the database is answered with
   * 503 or 500. Calls to services do not use it.
   */
  caller: (
    context: ExecutionContext,
  ) => Caller | null | undefined | Promise<Caller | null | undefined>;
  /**
   * The value of `WWW-Authenticate` in every 401 of the module (RFC 9110, section 11.6.1). The default is `Bearer`. A
   * browser shows a dialog for `Basic`, `Digest` and `Negotiate`, and for no other scheme.
   */
  challenge?: string;
  /**
   * Returns whether a caller with an `owners:…` permission may act for an owner of the caller's tenant. If it returns
   * false, the answer is 404. It is called for every request under `owners/{owner_id}` and for each owner of a preview.
   * Without it, the caller may act for every owner of the tenant.
   */
  mayActFor?: (caller: Caller, ownerId: string) => boolean | Promise<boolean>;
}

/**
 * The injection token of the option `caller`. A test of a host can override it:
 * `.overrideProvider(MESSAGING_CALLER).useValue(() => ({ ownerId: 'ada', permissions: PERMISSIONS }))`.
 */
export const MESSAGING_CALLER = Symbol('bellwether:caller');
