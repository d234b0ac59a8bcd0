import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type CallContext, checkedProvenance } from '../callers/caller.js';
import { checkedOwner, type Owner } from '../callers/caller.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { allowErasure, recordErasure } from './erasures.store.js';
import { KEPT_DATA } from './kept-data.js';
import { exportDocument } from './owner-export.js';
import type { OwnersOptions } from './owners.options.js';

/** What is kept of a person as a whole: exported for them, or erased. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: OwnersOptions,
  ) {}

  /**
   * Everything that is stored of the owner, as the text of a JSON document in pieces; an owner of whom nothing is
   * stored has an empty export. It is read page by page as the pieces are taken, so memory stays flat however much
   * there is. It reads through `context.manager`.
   * @throws InvalidInputError
   * @example Readable.from(await owners.export({ ownerId: 'ada' })).pipe(response);
   */
  async export(owner: Owner, context: CallContext = {}): Promise<AsyncIterable<string>> {
    const checked = checkedOwner(owner);
    const manager = await this.transactions.managerFor(checked, context);
    const document = exportDocument(manager, checked);
    // Whoever calls hears of a database that is away before a piece was sent.
    const first = await document.next();
    return continued(first, document);
  }

  /**
   * Erases the owner: their preferences and history are deleted, and where they acted for others their id becomes `erased`.
   * A row in `notification_erasure` stays, unless there was nothing to erase. `onChange` is not called.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async erase(owner: Owner, context: CallContext = {}): Promise<void> {
    const checked = checkedOwner(owner);
    const { actor, credentialId } = checkedProvenance(context);
    // The credential of people who erase themselves would tell who they were.
    const by = actor === checked.ownerId ? undefined : credentialId;
    await this.transactions.transaction(checked, context, async (manager) => {
      const erased = await this.eraseRows(manager, checked);
      if (Object.values(erased).every((count) => count === 0)) return;
      const ownerHmac = this.hmacOf(checked);
      await recordErasure(manager, { erased, ownerHmac, credentialId: by ?? null });
    });
  }

  private async eraseRows(
    manager: EntityManager,
    owner: Required<Owner>,
  ): Promise<Record<string, number>> {
    const erased = {};
    await allowErasure(manager, 'on');
    for (const { erase } of KEPT_DATA) Object.assign(erased, await erase(manager, owner));
    await allowErasure(manager, 'off');
    return erased;
  }

  private hmacOf({ tenantId, ownerId }: Required<Owner>): string | null {
    const { erasureSecret } = this.options;
    if (erasureSecret === undefined) return null;
    const identity = JSON.stringify([tenantId, ownerId]);
    return createHmac('sha256', erasureSecret).update(identity).digest('hex');
  }
}

async function* continued(first: IteratorResult<string>, rest: AsyncGenerator<string>) {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
