import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { CallContext } from '../call-context.js';
import type { Owner } from '../caller.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging.options.js';
import { SchemaCheck } from '../schema-check.js';
import { MESSAGING_DATA_SOURCE } from './messaging-data-source.js';
import { isTransactionConflict } from './transaction-conflict.js';

const ATTEMPTS = 3;

/** Where each call runs: in the transaction it was given, or in one of its own. */
@Injectable()
export class TransactionsService {
  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly schema: SchemaCheck,
  ) {}

  /** The manager that a call was given, else the one that the option `manager` chooses, else the data source's. */
  async managerFor(
    { ownerId, tenantId }: Required<Owner>,
    { manager }: CallContext,
  ): Promise<EntityManager> {
    if (manager) return manager;
    if (!this.options.manager) return this.dataSource.manager;
    const chosen = (await this.options.manager({ ownerId, tenantId })) as EntityManager | undefined;
    if (!chosen) throw new Error('MessagingModule: the option manager gave no EntityManager.');
    await this.schema.check(chosen);
    return chosen;
  }

  /**
   * As `managerFor`, for owners of a whole tenant.
   * @throws InvalidInputError where the option `manager` chooses owner by owner and the call names none
   */
  async managerForTenant(
    { tenantId }: Pick<Required<Owner>, 'tenantId'>,
    context: CallContext,
  ): Promise<EntityManager> {
    if (this.options.manager && !context.manager) {
      throw new InvalidInputError('context.manager', 'is needed: owners may have different ones.');
    }
    return this.managerFor({ tenantId, ownerId: '' }, context);
  }

  /** Whether a call may share its statement with others: where the option says so, and it is in nobody's transaction. */
  mayShare({ manager }: CallContext): boolean {
    const isFree = !manager && !this.options.manager && !this.dataSource.manager.queryRunner;
    return isFree && !!this.options.gatherStatements;
  }

  /**
   * Runs `work` on the connection that the call's manager is bound to, as part of whatever transaction its
   * holder has there, however it was opened; where it is bound to none, as a transaction of its own, which is run again, at most twice, when PostgreSQL gave it up in favour of others.
   */
  async write<T>(
    owner: Required<Owner>,
    context: CallContext,
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const manager = await this.managerFor(owner, context);
    if (manager.queryRunner) return work(manager);
    // One statement is a transaction by itself.
    const attempt = () => (this.options.onChange ? manager.transaction(work) : work(manager));
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (attempts === ATTEMPTS || !isTransactionConflict(error)) throw error;
      }
    }
  }
}
