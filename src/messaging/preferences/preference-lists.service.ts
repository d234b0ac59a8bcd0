import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { CallContext } from '../call-context.js';
import type { Owner } from '../caller.js';
import { Gathering } from '../storage/gathering.js';
import { MESSAGING_DATA_SOURCE } from '../storage/messaging-data-source.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { gatheredListsSql, listPreferencesSql } from './preferences.sql.js';
import { preferenceTables, type StoredPreference } from './stored-preference.js';

/** The part of an owner's preferences that is to be read. */
export interface ListPart extends Required<Owner> {
  /** As columns hold them; null is all. */
  categories: readonly string[] | null;
  /** The category to begin after, as columns hold it; null is the beginning. */
  after: string | null;
  most: number;
}

/** Reads owners' preferences by category, in code point order, the global default first. */
@Injectable()
export class PreferenceListsService implements BeforeApplicationShutdown {
  private readonly gathering = new Gathering<ListPart, StoredPreference[]>({
    together: (parts) => this.together(parts),
    alone: (part) => this.alone(part, this.dataSource.manager),
  });

  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly transactions: TransactionsService,
  ) {}

  /** A part that is not of certain categories shares a statement with what others read at the same time. */
  async read(part: ListPart, context: CallContext): Promise<StoredPreference[]> {
    if (!part.categories && this.transactions.mayShare(context)) return this.gathering.submit(part);
    return this.alone(part, await this.transactions.managerFor(part, context));
  }

  /** What waits is done before the database is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.gathering.drained();
  }

  private alone(part: ListPart, manager: EntityManager): Promise<StoredPreference[]> {
    const { tenantId, ownerId, categories, after, most } = part;
    const sql = listPreferencesSql(preferenceTables(manager));
    return manager.query<StoredPreference[]>(sql, [tenantId, ownerId, categories, after, most]);
  }

  private async together(parts: readonly ListPart[]): Promise<StoredPreference[][]> {
    const { manager } = this.dataSource;
    const rows = await manager.query<(StoredPreference & { position: number })[]>(
      gatheredListsSql(preferenceTables(manager)),
      [
        parts.map(({ tenantId }) => tenantId),
        parts.map(({ ownerId }) => ownerId),
        parts.map(({ after }) => after),
        parts.map(({ most }) => most),
      ],
    );
    const lists = parts.map((): StoredPreference[] => []);
    for (const row of rows) {
      const owner = parts[row.position - 1];
      if (!owner) continue;
      row.tenantId = owner.tenantId;
      row.ownerId = owner.ownerId;
      lists[row.position - 1]?.push(row);
    }
    return lists;
  }
}
