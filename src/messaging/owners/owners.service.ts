import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Database } from '../../postgres/database.js';
import { dataSourceOf } from '../../postgres/tables.js';
import { type CallContext, checkedContext, checkedOwner, type Owner } from '../callers/caller.js';
import { allChecked } from '../../http/input/check-input.js';
import { PacedQueue } from '../storage/paced-queue.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { allowErasure, recordErasure } from './erasures.store.js';
import { KEPT_DATA } from './kept-data.js';
import { exportDocument } from './owner-export.js';
import type { OwnersOptions } from './owners.options.js';

/** Exports and erases all data of an owner. */
@Injectable()
export class OwnersService {
  private readonly queues = new WeakMap<DataSource, PacedQueue>();

  constructor(
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: OwnersOptions,
  ) {}

  /**
   * Exports all data of the owner: the text of a JSON document, in pieces. Without stored data, the lists in it are
   * empty. It reads the data page by page as the pieces are consumed, so its use of memory does not depend on the
   * amount of data. It reads through `context.manager`.
   * @throws InvalidInputError
   * @example Readable.from(await owners.export({ ownerId: 'ada' })).pipe(response);
   */
  async export(owner: Owner, context: CallContext = {}): Promise<AsyncIterable<string>> {
    const [checked, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedContext(context),
    );
    const database = await this.transactions.databaseFor(checked, call);
    const document = exportDocument(database, checked, this.queueFor(database));
    // If the database is unavailable, the call fails before a piece is sent.
    const first = await document.next();
    return withFirst(first, document);
  }

  /**
   * Erases the owner: deletes their preferences and settings with the history, and replaces their id by `erased` in
   * changes that they made for others. It stores a row in `notification_erasure`, unless there was nothing to erase. It
   * does not call `onChange`. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async erase(owner: Owner, context: CallContext = {}): Promise<void> {
    const [checked, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedContext(context),
    );
    const { actor, credentialId } = call;
    // The credential of owners who erase themselves would identify them.
    const recordedCredential = actor === checked.ownerId ? null : (credentialId ?? null);
    await this.transactions.transaction(checked, call, async (database) => {
      const erased = await this.eraseRows(database, checked);
      if (Object.values(erased).every((count) => count === 0)) return;
      const ownerHmac = this.hmacOf(checked);
      await recordErasure(database, { erased, ownerHmac, credentialId: recordedCredential });
    });
  }

  /**
   * The queue for exports from a data source. There is none for an export in a transaction: it holds a connection, so
   * it must neither rest nor wait for exports that wait for a connection.
   */
  private queueFor(database: Database): PacedQueue | undefined {
    if (database.manager.queryRunner) return undefined;
    const dataSource = dataSourceOf(database.manager);
    const queue = this.queues.get(dataSource) ?? new PacedQueue();
    this.queues.set(dataSource, queue);
    return queue;
  }

  private async eraseRows(
    database: Database,
    owner: Required<Owner>,
  ): Promise<Record<string, number>> {
    const erased = {};
    await allowErasure(database, 'on');
    for (const { erase } of KEPT_DATA) Object.assign(erased, await erase(database, owner));
    await allowErasure(database, 'off');
    return erased;
  }

  private hmacOf({ tenantId, ownerId }: Required<Owner>): string | null {
    const { erasureSecret } = this.options;
    if (erasureSecret === undefined) return null;
    const identity = JSON.stringify([tenantId, ownerId]);
    return createHmac('sha256', erasureSecret).update(identity).digest('hex');
  }
}

async function* withFirst(first: IteratorResult<string>, rest: AsyncGenerator<string>) {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
