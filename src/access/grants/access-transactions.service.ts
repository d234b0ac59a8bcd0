import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type CallContext, checkedProvenance } from '../../messaging/callers/caller.js';
import type { Permission } from '../../messaging/callers/permissions.js';
import { AccessCaches, INVALIDATION_CHANNEL } from '../cache/access-caches.service.js';
import type { AccessEvent } from '../entities/access-event.entity.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../options/access.options.js';
import { AccessConflictError } from './access.errors.js';
import { isManaged, lockAccess, readClock, recordEvent } from './access-transactions.store.js';
import { type Grantor, heldAt } from './grantor.js';

/** What an event says of what was done. */
export type EventText = Pick<AccessEvent, 'tenantId' | 'action' | 'subject' | 'details'>;

/** A transaction that changes keys or roles. */
export interface AccessTransaction {
  manager: EntityManager;
  /** When it happens, by the database's clock, in whole milliseconds. Everything that it stores bears this time. */
  at: Date;
  /** What the grantor may do, read within this transaction. */
  held: readonly Permission[];
  /** Keeps what was done as an event. */
  record: (event: EventText) => Promise<void>;
}

/**
 * Runs what changes keys and roles: one transaction at a time on all servers, each with its events. Afterwards the caches
 * of this server are cleared, and every other server is told to clear its own.
 */
@Injectable()
export class AccessTransactions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    private readonly caches: AccessCaches,
  ) {}

  /**
   * Runs `work` in a transaction of its own, in which the credential of `by` is read again: it may have ended, or lost
   * permissions, since the request was authenticated.
   * @throws CredentialEndedError, ExceedsGrantorError where `by` does not manage access any more,
   * AccessConflictError when nobody could manage access any more
   */
  async run<T>(
    by: Grantor,
    context: CallContext,
    work: (transaction: AccessTransaction) => Promise<T>,
  ): Promise<T> {
    const provenance = checkedProvenance(context);
    const result = await this.dataSource.transaction(async (manager) => {
      await lockAccess(manager);
      const at = await readClock(manager);
      const held = await heldAt(by, manager, at);
      const wasManaged = await this.isManaged(manager);
      const record = (event: EventText) =>
        recordEvent(manager, { ...event, ...provenance, occurredAt: at });
      const done = await work({ manager, at, held, record });
      if (wasManaged && !(await this.isManaged(manager))) throw nobodyLeft();
      await manager.query('SELECT pg_notify($1, $2)', [INVALIDATION_CHANNEL, '']);
      return done;
    });
    this.caches.clear();
    return result;
  }

  /** `BOOTSTRAP_API_KEY` always manages access. */
  private async isManaged(manager: EntityManager): Promise<boolean> {
    return this.options.bootstrapApiKey !== undefined || isManaged(manager);
  }
}

function nobodyLeft(): AccessConflictError {
  return new AccessConflictError(
    'This would leave no key of no tenant that may manage access. Create another one first.',
  );
}
