import { Inject, Injectable } from '@nestjs/common';
import { BackgroundWork } from '../../background/background-work.service.js';
import type { CallContext } from '../callers/caller.js';
import { StatementBatcher } from '../storage/statement-batcher.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { MAX_BLOCKING_MS } from '../../postgres/write-gate.js';
import type { NotificationPreference } from './notification-preference.entity.js';
import {
  type PreferenceWrite,
  savePreferences,
  writePreference,
} from './preference-writes.store.js';
import type { PreferencesOptions } from './preferences.options.js';
import {
  listPreferences,
  listPreferencesOfMany,
  type PreferencesRequest,
} from './preferences.store.js';
import type { WriteConditions } from './write-conditions.js';

/** Batches writes and lists of preferences that arrive at the same time into one statement. */
@Injectable()
export class BatchedPreferences {
  /** The batcher for writes that `canBatchWrite` accepts. */
  readonly writes = new StatementBatcher<PreferenceWrite, NotificationPreference>({
    // The key is unambiguous, because ids and categories contain no control characters and no category is empty.
    keyOf: ({ owner, input }) => `${owner.tenantId}\0${owner.ownerId}\0${input.category ?? ''}`,
    runBatch: async (writes) => {
      const { written } = await savePreferences(this.transactions.shared, writes, MAX_BLOCKING_MS);
      return written.map(({ preference }) => preference);
    },
    runSingle: (write) =>
      this.transactions.statement(write.owner, {}, async (database, lockTimeoutMs) => {
        const { preference } = await writePreference(database, write, 'replace', lockTimeoutMs);
        return preference;
      }),
  });

  /** The batcher for lists that `canBatchList` accepts. */
  readonly lists = new StatementBatcher<PreferencesRequest, NotificationPreference[]>({
    runBatch: (requests) => listPreferencesOfMany(this.transactions.shared, requests),
    runSingle: (request) => listPreferences(this.transactions.shared, request),
  });

  constructor(
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: PreferencesOptions,
    background: BackgroundWork,
  ) {
    background.waitBeforeShutdown(() => this.writes.settled());
    background.waitBeforeShutdown(() => this.lists.settled());
  }

  /** Whether a write may share a statement: it has no condition, and there is no `onChange`. */
  canBatchWrite({ ifMatch, ifNoneMatch, ...context }: CallContext & WriteConditions): boolean {
    const isConditional = Boolean(ifMatch ?? ifNoneMatch);
    if (isConditional || this.options.onChange) return false;
    return this.transactions.mayShareStatement(context);
  }

  /** Whether a list may share a statement: it does not select categories. */
  canBatchList({ categories }: PreferencesRequest, context: CallContext): boolean {
    return !categories && this.transactions.mayShareStatement(context);
  }
}
