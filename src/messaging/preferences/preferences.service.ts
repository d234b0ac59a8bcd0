import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { checkedOwner, type Owner } from '../caller.js';
import { quotedTable } from '../quoted-table.js';
import { checkedCategory, checkedPreference } from './checked-preference.js';
import { categoryColumn, NotificationPreference } from './notification-preference.entity.js';
import type { PreferenceInput } from './preference.input.js';
import { upsertPreferenceSql } from './upsert-preference.sql.js';

/** How a call to a service is carried out. */
export interface CallContext {
  /** The transaction that the call joins; without it, the call is a transaction of its own. */
  manager?: EntityManager;
}

/** Stores what owners want. */
@Injectable()
export class PreferencesService {
  constructor(
    @InjectRepository(NotificationPreference)
    private readonly repository: Repository<NotificationPreference>,
  ) {}

  /**
   * Creates or replaces the owner's preference for `input.category`, as a whole: an absent category
   * is the global default, an absent digest is `instant`. The same call again changes nothing, not
   * even `updatedAt`. It joins the transaction of `context.manager`.
   * @returns the preference as stored
   * @throws InvalidInputError before anything is sent to the database
   */
  async upsert(
    owner: Owner,
    input: PreferenceInput,
    { manager = this.repository.manager }: CallContext = {},
  ): Promise<NotificationPreference> {
    const preference = checkedPreference(owner, input);
    const sql = upsertPreferenceSql(quotedTable(this.repository.metadata.tablePath));
    const [row] = await manager.query<[NotificationPreference]>(sql, [
      preference.tenantId,
      preference.ownerId,
      categoryColumn.to(preference.category),
      uuidv7(),
      preference.inAppEnabled,
      preference.emailEnabled,
      preference.pushEnabled,
      preference.digest,
    ]);
    return this.repository.create(row);
  }

  /**
   * The owner's stored preferences that bear on a category: its own and the global default.
   * It joins the transaction of `context.manager`.
   */
  async bearingOn(
    owner: Owner,
    category: string | null,
    { manager = this.repository.manager }: CallContext = {},
  ): Promise<NotificationPreference[]> {
    const categories = [checkedCategory(category), null].map(categoryColumn.to);
    return manager
      .createQueryBuilder(NotificationPreference, 'preference')
      .where('preference.tenantId = :tenantId AND preference.ownerId = :ownerId')
      .andWhere('preference.category IN (:...categories)')
      .setParameters({ ...checkedOwner(owner), categories })
      .getMany();
  }
}
