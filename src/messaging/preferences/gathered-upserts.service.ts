import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { newUuid } from '../../http/uuid.js';
import type { Provenance } from '../call-context.js';
import { CategoriesService } from '../categories/categories.service.js';
import type { UpsertContext } from './upsert-context.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging.options.js';
import { MESSAGING_DATA_SOURCE } from '../storage/messaging-data-source.js';
import { TransactionsService } from '../storage/transactions.service.js';
import type { CheckedPreference } from './checked-preference.js';
import { gatheredUpsertSql } from './gathered-upsert.sql.js';
import { Gathering } from '../storage/gathering.js';
import { byPosition } from '../storage/by-position.js';
import { categoryColumn, type NotificationPreference } from './notification-preference.entity.js';
import { preferenceOf, preferenceTables, type WrittenPreference } from './stored-preference.js';

/** A preference that is to be stored, and what its record says. */
export interface Upsert {
  preference: CheckedPreference;
  provenance: Provenance;
  /** Stores it by itself, whether its category is known or not. */
  alone: () => Promise<NotificationPreference>;
}

/** Stores preferences that are given at the same time in one statement, where the option `gatherStatements` says so. */
@Injectable()
export class GatheredUpsertsService implements BeforeApplicationShutdown {
  private readonly gathering = new Gathering<Upsert, NotificationPreference>({
    keyOf: ({ preference: { tenantId, ownerId, category } }) =>
      // No name holds a control character, and no category is empty.
      `${tenantId}\0${ownerId}\0${category ?? ''}`,
    together: (upserts) => this.together(upserts),
    alone: ({ alone }) => alone(),
  });

  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly categories: CategoriesService,
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** Whether a call may share a statement: also not one on a condition, nor one that somebody is to be told of. */
  takes(context: UpsertContext): boolean {
    const { ifMatch, ifNoneMatch } = context;
    const isPlain = ifMatch === undefined && ifNoneMatch === undefined;
    return isPlain && !this.options.onChange && this.transactions.mayShare(context);
  }

  /**
   * Stores a preference together with others.
   * @throws UnknownCategoryError
   */
  async write(upsert: Upsert): Promise<NotificationPreference> {
    const { tenantId, category } = upsert.preference;
    await this.categories.refuseUnknown(tenantId, [category], this.dataSource.manager);
    return this.gathering.submit(upsert);
  }

  /** What waits is done before the database is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.gathering.drained();
  }

  private async together(upserts: readonly Upsert[]): Promise<NotificationPreference[]> {
    const { manager } = this.dataSource;
    const rows = await manager.query<(WrittenPreference & { position: number })[]>(
      gatheredUpsertSql(preferenceTables(manager)),
      parametersOf(upserts),
    );
    const written = byPosition(rows);
    return upserts.map(({ preference }, i) =>
      preferenceOf(Object.assign({}, written[i], preference)),
    );
  }
}

function parametersOf(upserts: readonly Upsert[]): unknown[][] {
  const listOf = (value: (upsert: Upsert) => unknown) => upserts.map(value);
  return [
    listOf(({ preference }) => preference.tenantId),
    listOf(({ preference }) => preference.ownerId),
    listOf(({ provenance }) => provenance.actor),
    listOf(({ provenance }) => provenance.credentialId),
    listOf(({ provenance }) => provenance.via),
    listOf(({ provenance }) => provenance.requestId),
    listOf(({ preference }) => categoryColumn.to(preference.category)),
    listOf(newUuid),
    listOf(({ preference }) => preference.inAppEnabled),
    listOf(({ preference }) => preference.emailEnabled),
    listOf(({ preference }) => preference.pushEnabled),
    listOf(({ preference }) => preference.digest),
  ];
}
