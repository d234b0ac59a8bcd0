import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { Database } from '../../postgres/database.js';
import { isTransactionConflict } from '../../postgres/errors.js';
import { setLockTimeout } from '../../postgres/lock-timeout.js';
import { SchemaCheck } from './schema-check.js';
import { DEFAULT_LOCK_TIMEOUT_MS, type RowOwner, type StorageOptions } from './storage.options.js';
import { MESSAGING_DATA_SOURCE, MESSAGING_OPTIONS, MESSAGING_SCHEMA } from './tokens.js';
import { WriteGate } from '../../postgres/write-gate.js';

const MAX_ATTEMPTS = 3;

/** The part of a call's context that selects its transaction. */
interface Context {
  manager?: EntityManager | undefined;
}

/**
 * The statements of a call. They must set the lock timeout, in milliseconds; without it, the call is in a transaction
 * of the host, or the timeout is already set.
 */
export type Work<T> = (database: Database, lockTimeoutMs?: number) => Promise<T>;

/** Runs each call in the transaction of its manager, or in its own transaction. */
@Injectable()
export class TransactionsService {
  /** Where calls that share a statement run. */
  readonly shared: Database;
  private readonly gate: WriteGate;

  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(MESSAGING_OPTIONS) private readonly options: StorageOptions,
    @Inject(MESSAGING_SCHEMA) private readonly schema: string | undefined,
    private readonly schemaCheck: SchemaCheck,
  ) {
    const { lockTimeoutMs = DEFAULT_LOCK_TIMEOUT_MS } = options;
    this.shared = this.on(dataSource.manager);
    this.gate = new WriteGate(lockTimeoutMs, Math.ceil(poolSizeOf(dataSource) / 2));
  }

  /**
   * The database for a call: through its manager, or else through the result of the option `manager`, or else through
   * the data source.
   */
  async databaseFor({ ownerId, tenantId }: RowOwner, { manager }: Context): Promise<Database> {
    if (manager) return this.on(manager);
    if (!this.options.manager) return this.shared;
    const chosen = (await this.options.manager({ ownerId, tenantId })) as EntityManager | undefined;
    if (!chosen) throw new Error('MessagingModule: the option manager returned no EntityManager.');
    const database = this.on(chosen);
    await this.schemaCheck.check(database);
    return database;
  }

  /**
   * The database for all owners of a tenant, chosen like in `databaseFor`.
   * @throws InvalidInputError when the option `manager` is set and the call has no manager
   */
  async databaseForTenant(tenantId: string, context: Context): Promise<Database> {
    if (this.options.manager && !context.manager) {
      const fault =
        'is required, because the option manager can return different managers for owners.';
      throw InvalidInputError.ofParameter('manager', fault, 'required');
    }
    return this.databaseFor({ tenantId, ownerId: '' }, context);
  }

  /** Whether a call may share a statement: the option `batchStatements` is true, and the call is in no transaction. */
  mayShareStatement({ manager }: Context): boolean {
    const hasOwn = manager ?? this.options.manager ?? this.dataSource.manager.queryRunner;
    return !hasOwn && !!this.options.batchStatements;
  }

  /**
   * Runs `work`, which writes with one statement, in the transaction of the call's manager. Without a transaction, the
   * statement is retried at most twice after a serialization failure or a deadlock.
   */
  async statement<T>(owner: RowOwner, context: Context, work: Work<T>): Promise<T> {
    const database = await this.databaseFor(owner, context);
    if (database.manager.queryRunner) return work(database);
    return this.gate.run(nameOf(owner), (lockTimeoutMs) =>
      withRetries(() => work(database, lockTimeoutMs)),
    );
  }

  /**
   * Runs `work`, and then `hostCode` with its result, in the transaction of the call's manager, or else in its own
   * transaction. It retries its own transaction at most twice after a serialization failure or a deadlock. The lock
   * timeout does not apply to `hostCode`.
   */
  async transaction<T>(
    owner: RowOwner,
    context: Context,
    work: Work<T>,
    hostCode?: (database: Database, result: T) => Promise<void>,
  ): Promise<T> {
    const database = await this.databaseFor(owner, context);
    const { manager } = database;
    if (manager.queryRunner && (await isInTransaction(manager.queryRunner))) {
      const result = await work(database);
      await hostCode?.(database, result);
      return result;
    }
    const inTransaction = (lockTimeoutMs: number) =>
      manager.transaction(async (ownManager) => {
        const own = this.on(ownManager);
        const setBack = await setLockTimeout(ownManager, lockTimeoutMs);
        const result = await work(own);
        if (!hostCode) return result;
        await setBack();
        await this.gate.runHostCode(() => hostCode(own, result));
        return result;
      });
    return this.gate.run(nameOf(owner), (lockTimeoutMs) =>
      withRetries(() => inTransaction(lockTimeoutMs)),
    );
  }

  private on(manager: EntityManager): Database {
    return new Database(manager, this.schema);
  }
}

function nameOf({ tenantId, ownerId }: RowOwner): string {
  return `${tenantId}\0${ownerId}`;
}

/** The number of connections of the host's pool. node-postgres has ten by default. */
function poolSizeOf({ driver }: DataSource): number {
  const { master } = driver as { master?: { options?: { max?: number } } };
  return master?.options?.max ?? 10;
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === MAX_ATTEMPTS || !isTransactionConflict(error)) throw error;
    }
  }
}

/**
 * Whether a connection is in a transaction, also in one that a statement of the host opened. TypeORM knows only its own
 * transactions; node-postgres knows the status from the server. An old node-postgres does not have the method; then a
 * bound connection counts as in a transaction.
 */
async function isInTransaction(queryRunner: QueryRunner): Promise<boolean> {
  if (queryRunner.isTransactionActive) return true;
  const client = (await queryRunner.connect()) as { getTransactionStatus?: () => string | null };
  return client.getTransactionStatus?.() !== 'I';
}
