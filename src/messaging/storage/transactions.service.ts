import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { isTransactionConflict } from '../../postgres/errors.js';
import { SchemaCheck } from './schema-check.js';
import type { RowOwner, StorageOptions } from './storage.options.js';
import { MESSAGING_DATA_SOURCE, MESSAGING_OPTIONS } from './tokens.js';

const MAX_ATTEMPTS = 3;

/** Where a call runs. */
interface Context {
  manager?: EntityManager | undefined;
}

type Work<T> = (manager: EntityManager) => Promise<T>;

/** Runs each call in the transaction it was given, or in one of its own. */
@Injectable()
export class TransactionsService {
  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(MESSAGING_OPTIONS) private readonly options: StorageOptions,
    private readonly schema: SchemaCheck,
  ) {}

  /** The manager that a call was given, else the one that the option `manager` chooses, else the data source's. */
  async managerFor({ ownerId, tenantId }: RowOwner, { manager }: Context): Promise<EntityManager> {
    if (manager) return manager;
    if (!this.options.manager) return this.dataSource.manager;
    const chosen = (await this.options.manager({ ownerId, tenantId })) as EntityManager | undefined;
    if (!chosen) throw new Error('MessagingModule: the option manager gave no EntityManager.');
    await this.schema.check(chosen);
    return chosen;
  }

  /**
   * As `managerFor`, for all owners of a tenant.
   * @throws InvalidInputError where the option `manager` chooses owner by owner and the call names none
   */
  async managerForTenant(tenantId: string, context: Context): Promise<EntityManager> {
    if (this.options.manager && !context.manager) {
      const fault = 'is needed: owners may have different ones.';
      throw InvalidInputError.ofParameter('context.manager', fault, 'required');
    }
    return this.managerFor({ tenantId, ownerId: '' }, context);
  }

  /** Whether a call may share its statement with others: where the option says so, and it is in nobody's transaction. */
  mayShareStatement({ manager }: Context): boolean {
    const isFree = !manager && !this.options.manager && !this.dataSource.manager.queryRunner;
    return isFree && !!this.options.batchStatements;
  }

  /**
   * Runs `work`, which writes by one statement: that is a transaction by itself, or part of the one that the call was
   * given. A statement of its own is run again, at most twice, when PostgreSQL gave it up in favour of others.
   */
  async statement<T>(owner: RowOwner, context: Context, work: Work<T>): Promise<T> {
    const manager = await this.managerFor(owner, context);
    return manager.queryRunner ? work(manager) : withRetries(() => work(manager));
  }

  /**
   * Runs `work` in one transaction: in the one that the call's manager is in, however it was opened, else in one of its own, which
   * is run again, at most twice, when PostgreSQL gave it up in favour of others.
   */
  async transaction<T>(owner: RowOwner, context: Context, work: Work<T>): Promise<T> {
    const manager = await this.managerFor(owner, context);
    if (manager.queryRunner && (await isInTransaction(manager.queryRunner))) return work(manager);
    return withRetries(() => manager.transaction(work));
  }
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
 * Whether a connection is in a transaction, also in one that was opened by a statement of the host. TypeORM knows only of
 * its own; node-postgres knows what the server said last, from version 8.17 on. Before that, a bound connection is taken to be in one.
 */
async function isInTransaction(queryRunner: QueryRunner): Promise<boolean> {
  if (queryRunner.isTransactionActive) return true;
  const client = (await queryRunner.connect()) as { getTransactionStatus?: () => string | null };
  return client.getTransactionStatus?.() !== 'I';
}
