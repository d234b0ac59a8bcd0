import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type CallContext, checkedContext } from '../../messaging/callers/caller.js';
import type { Permission } from '../../messaging/callers/permissions.js';
import { setLockTimeout } from '../../postgres/lock-timeout.js';
import { WriteGate } from '../../postgres/write-gate.js';
import { AccessCaches } from '../cache/access-caches.service.js';
import type { AccessEvent } from '../entities/access-event.entity.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../options/access.options.js';
import { AccessConflictError, LAST_GLOBAL_KEY } from './access.errors.js';
import {
  announceChange,
  isManaged,
  lockAccess,
  readClock,
  recordEvent,
} from './access-transactions.store.js';
import { type Grantor, currentPermissions } from './grantor.js';

/** How long a change waits for those of other servers, in milliseconds. They run one at a time on all servers. */
const LOCK_TIMEOUT_MS = 5_000;

/** The values of an event that its change determines. */
type EventText = Pick<AccessEvent, 'tenantId' | 'action' | 'subject' | 'details'>;

/** A transaction that changes keys or roles. */
export interface AccessTransaction {
  manager: EntityManager;
  /** The time of the change, by the database's clock, in whole milliseconds. All rows of the change have this time. */
  at: Date;
  /** The permissions of the grantor, read within this transaction. */
  grantorPermissions: readonly Permission[];
  /** Stores an event. */
  record: (event: EventText) => Promise<void>;
}

/**
 * Runs the changes of keys and roles. Only one of these transactions runs at a time, on all servers together. After a
 * change it clears the caches of this server and notifies the other servers.
 */
@Injectable()
export class AccessTransactions {
  /** The changes of this server wait for each other without a connection. */
  private readonly gate = new WriteGate(LOCK_TIMEOUT_MS, 1);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    private readonly caches: AccessCaches,
  ) {}

  /**
   * Runs `work` in its own transaction. It reads the credential of the grantor again there, because the credential may
   * have ended or lost permissions since the request was authenticated.
   * @throws CredentialEndedError when the credential is no longer valid
   * @throws ExceedsGrantorError when the grantor may no longer manage access
   * @throws LockTimeoutError, or the error of the database with the same code, after five seconds of waiting
   * @throws AccessConflictError when no valid global key could manage access after the change
   */
  async run<T>(
    grantor: Grantor,
    context: CallContext,
    work: (transaction: AccessTransaction) => Promise<T>,
  ): Promise<T> {
    const provenance = checkedContext(context);
    const inTransaction = async (manager: EntityManager, lockTimeoutMs: number) => {
      await setLockTimeout(manager, lockTimeoutMs);
      await lockAccess(manager);
      const at = await readClock(manager);
      const grantorPermissions = await currentPermissions(grantor, manager, at);
      const wasManaged = await this.isManaged(manager);
      const record = (event: EventText) =>
        recordEvent(manager, { ...event, ...provenance, occurredAt: at });
      const value = await work({ manager, at, grantorPermissions, record });
      if (wasManaged && !(await this.isManaged(manager))) {
        throw new AccessConflictError(LAST_GLOBAL_KEY);
      }
      await announceChange(manager);
      return value;
    };
    const result = await this.gate.run('access', (lockTimeoutMs) =>
      this.dataSource.transaction((manager) => inTransaction(manager, lockTimeoutMs)),
    );
    this.caches.clear();
    return result;
  }

  /** Whether a valid global credential can manage access. The bootstrap key always can. */
  private async isManaged(manager: EntityManager): Promise<boolean> {
    return this.options.bootstrapApiKey !== undefined || isManaged(manager);
  }
}
