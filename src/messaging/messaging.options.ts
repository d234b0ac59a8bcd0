import type { ExecutionContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller, Owner } from './caller.js';
import type { PreferenceSettings } from './preference-settings.js';
import type { NotificationPreferenceVersion } from './preferences/notification-preference-version.entity.js';

/** One real change of a preference; `before` is null when it was created. */
export interface PreferenceChange {
  before: NotificationPreferenceVersion | null;
  after: NotificationPreferenceVersion;
}

/** What a host tells `MessagingModule`, at once or through a factory. */
export interface MessagingOptions {
  /**
   * Who is behind a request, by the host's own authentication. Undefined is answered with 401, and so are a
   * caller whose ids break the rules of `Owner` and a function that throws, which are logged too; only when what
   * it throws says that the database is away is the answer 503. It is never asked when a service is called.
   */
  caller: (
    context: ExecutionContext,
  ) => Caller | null | undefined | Promise<Caller | null | undefined>;
  /** What holds for owners who stored nothing; without it, every channel is on and email is `instant`. */
  systemDefault?: PreferenceSettings;
  /** Whether only registered categories are taken; without it, any name is a category. */
  strictCategories?: boolean;
  /**
   * Narrows whom a caller with an `owners:…` permission may act for, within their own tenant; without it,
   * everyone there. Where it says no, the answer is 404. It is asked for every request under `owners/{owner_id}`.
   */
  mayActFor?: (caller: Caller, ownerId: string) => boolean | Promise<boolean>;
  /**
   * The key of the HMAC that an erasure leaves of its owner, at least 32 characters: with it you can show later
   * that someone was erased. Without it, an erasure leaves no trace of whom.
   */
  erasureSecret?: string;
  /**
   * Whether what is stored or read at the same time, in no transaction of yours, may share a statement: single
   * preferences that are stored, lists, and effective preferences of one category. Without it, each has its own. It
   * has no effect beside `manager`, and none on what is stored beside `onChange`.
   */
  gatherStatements?: boolean;
  /**
   * Where the rows of an owner are, for a database or a schema a tenant, or for the transaction of the request
   * that is being served. It is asked once a call that names no manager itself.
   */
  manager?: (owner: Required<Owner>) => EntityManager | Promise<EntityManager>;
  /**
   * Told of every real change within the transaction that makes it: what it writes through `manager` is kept
   * or lost with the change, and what it throws undoes the change. It runs again when the transaction does.
   */
  onChange?: (changes: PreferenceChange[], manager: EntityManager) => Promise<void>;
}

/** What shapes the module. It is needed before any factory runs: in `forRootAsync` it stands beside `useFactory`. */
export interface MessagingExtras {
  /** The name of the host's data source; without it, the default one. */
  dataSource?: string;
  /** Whether the HTTP endpoints are mounted; true unless told otherwise. */
  controllers?: boolean;
  /** What stands before `/preferences` in the endpoints' paths; `v1/messaging` unless told otherwise. */
  path?: string;
}

/** The token of the option `caller`, which is all that the guard asks for. */
export const CALLER_OF = Symbol('bellwether:caller-of');

/** The token of the checked options. */
export const MESSAGING_OPTIONS = Symbol('bellwether:options');
