import type { ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';

/** What a host says about who calls. */
export interface CallersOptions {
  /**
   * Who is behind a request, by the host's own authentication. Undefined is answered with 401, and so are a
   * caller whose ids break the rules of `Owner` and a function that throws, which are logged too; only when what
   * it throws says that the database is away is the answer 503. It is never asked when a service is called.
   */
  caller: (
    context: ExecutionContext,
  ) => Caller | null | undefined | Promise<Caller | null | undefined>;
  /**
   * Narrows whom a caller with an `owners:…` permission may act for, within their own tenant; without it,
   * everyone there. Where it says no, the answer is 404. It is asked for every request under `owners/{owner_id}`.
   */
  mayActFor?: (caller: Caller, ownerId: string) => boolean | Promise<boolean>;
}

/** The token of the option `caller`, which is all that `PermissionsGuard` asks for. */
export const CALLER_OF = Symbol('bellwether:caller-of');
