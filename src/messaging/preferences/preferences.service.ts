import { Injectable } from '@nestjs/common';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type CallContext, checkedProvenance } from '../call-context.js';
import { checkedOwner, type Owner } from '../caller.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { PreconditionFailedError } from '../precondition-failed.error.js';
import { PreferenceNotFoundError } from '../preference-not-found.error.js';
import { quotedTable } from '../storage/quoted-table.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { ChangesService } from './changes.service.js';
import { checkedCategory, checkedPreference } from './checked-preference.js';
import { deletePreferenceSql } from './delete-preference.sql.js';
import { checkedEntityTag, isPreferenceId, type PreferenceVersionId } from './entity-tag.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { categoryColumn, NotificationPreference } from './notification-preference.entity.js';
import type { PreferenceInput } from './preference.input.js';
import {
  createPreferenceSql,
  getPreferenceSql,
  preferencesOfSql,
  replacePreferenceSql,
  upsertPreferenceSql,
} from './preferences.sql.js';

/** How a preference is written. */
export interface UpsertContext extends CallContext {
  /**
   * Replace only: the entity tag (`entityTagOf`) of the preference as it was last seen. What equals the
   * stored preference already is no conflict.
   */
  ifMatch?: string;
  /** Create only: refuse where there is a preference for the category already. */
  ifNoneMatch?: '*';
}

/** How a preference is deleted. */
export type DeleteContext = CallContext & Pick<UpsertContext, 'ifMatch'>;

/** What the statements of `preferences.sql.ts` return; times are milliseconds since 1970. */
interface StoredPreference extends Omit<NotificationPreference, 'createdAt' | 'updatedAt'> {
  createdAt: number;
  updatedAt: number;
}

/** Stores what owners want. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly changes: ChangesService,
  ) {}

  /**
   * Creates or replaces the owner's preference for `input.category`, as a whole: an absent category
   * is the global default, an absent digest is `instant`. The same call again changes nothing, not
   * even `updatedAt`. A real change is kept as a version, which names `context.actor`.
   * It joins the transaction of `context.manager`.
   * @returns the preference as stored
   * @throws InvalidInputError before anything is sent to the database
   * @throws PreconditionFailedError when `context.ifMatch` names another version than the stored one, or
   * `context.ifNoneMatch` is given and there is one
   * @example
   * await preferences.upsert(
   *   { ownerId: 'ada' },
   *   { category: 'billing', inAppEnabled: true, emailEnabled: true, pushEnabled: false, digest: 'daily' },
   *   { actor: 'onboarding', manager },
   * );
   */
  async upsert(
    owner: Owner,
    input: PreferenceInput,
    context: UpsertContext = {},
  ): Promise<NotificationPreference> {
    const preference = checkedPreference(owner, input);
    const { actor, credentialId, via, requestId } = checkedProvenance(context);
    const expected = expectedVersion(context);
    const parameters = [
      preference.tenantId,
      preference.ownerId,
      categoryColumn.to(preference.category),
      expected?.id ?? uuidv7(),
      preference.inAppEnabled,
      preference.emailEnabled,
      preference.pushEnabled,
      preference.digest,
      actor,
      credentialId,
      via,
      requestId,
      ...(expected ? [expected.version] : []),
    ];
    const sql = writeSql(context);
    return this.transactions.write(preference, context, async (manager) => {
      const [saved] = await manager.query<(StoredPreference & { changed: boolean })[]>(
        sql(tablesOf(manager)),
        parameters,
      );
      if (!saved) throw new PreconditionFailedError();
      const { changed, ...stored } = saved;
      if (changed) await this.changes.announce(stored, manager);
      return preferenceOf(stored);
    });
  }

  /**
   * The owner's preference of that id. It joins the transaction of `context.manager`.
   * @throws PreferenceNotFoundError
   */
  async get(owner: Owner, id: string, context: CallContext = {}): Promise<NotificationPreference> {
    const { tenantId, ownerId } = checkedOwner(owner);
    if (!isPreferenceId(id)) throw new PreferenceNotFoundError();
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    const sql = getPreferenceSql(tablesOf(manager));
    const [found] = await manager.query<StoredPreference[]>(sql, [tenantId, ownerId, id]);
    if (!found) throw new PreferenceNotFoundError();
    return preferenceOf(found);
  }

  /**
   * Deletes the owner's preference of that id, and keeps what it was as a last version. The owner falls
   * back to what resolution gives. It joins the transaction of `context.manager`.
   * @throws PreferenceNotFoundError
   * @throws PreconditionFailedError when `context.ifMatch` names another version than the stored one
   */
  async delete(owner: Owner, id: string, context: DeleteContext = {}): Promise<void> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const { actor, credentialId, via, requestId } = checkedProvenance(context);
    const expected = expectedVersion(context);
    if (!isPreferenceId(id)) throw new PreferenceNotFoundError();
    const version = expected && (expected.id === id ? expected.version : 0);
    const parameters = [tenantId, ownerId, id, actor, credentialId, via, requestId, version];
    await this.transactions.write({ tenantId, ownerId }, context, async (manager) => {
      const sql = deletePreferenceSql(tablesOf(manager));
      const [gone] = await manager.query<Pick<NotificationPreference, 'id' | 'version'>[]>(
        sql,
        parameters,
      );
      if (gone) return this.changes.announce({ tenantId, ownerId, ...gone }, manager);
      await this.get(owner, id, { manager });
      throw new PreconditionFailedError();
    });
  }

  /**
   * The owner's stored preferences that bear on a category: its own and the global default.
   * It joins the transaction of `context.manager`.
   */
  async bearingOn(
    owner: Owner,
    category: string | null,
    context: CallContext = {},
  ): Promise<NotificationPreference[]> {
    const categories = [checkedCategory(category), null].map(categoryColumn.to);
    const { tenantId, ownerId } = checkedOwner(owner);
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    const stored = await manager.query<StoredPreference[]>(preferencesOfSql(tablesOf(manager)), [
      tenantId,
      ownerId,
      categories,
    ]);
    return stored.map(preferenceOf);
  }
}

function preferenceOf(stored: StoredPreference): NotificationPreference {
  return Object.assign(new NotificationPreference(), stored, {
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
  });
}

/** @throws InvalidInputError */
function expectedVersion({ ifMatch, ifNoneMatch }: UpsertContext): PreferenceVersionId | undefined {
  const alone = ifMatch === undefined && (ifNoneMatch as unknown) === '*';
  if (ifNoneMatch !== undefined && !alone) {
    throw new InvalidInputError('ifNoneMatch', 'must be "*", without ifMatch, or left out.');
  }
  return ifMatch === undefined ? undefined : checkedEntityTag(ifMatch);
}

function writeSql({ ifMatch, ifNoneMatch }: UpsertContext) {
  if (ifMatch !== undefined) return replacePreferenceSql;
  return ifNoneMatch === undefined ? upsertPreferenceSql : createPreferenceSql;
}

function tablesOf(manager: EntityManager) {
  const table = (entity: new () => ObjectLiteral) =>
    quotedTable(manager.getRepository(entity).metadata.tablePath);
  return {
    preferences: table(NotificationPreference),
    versions: table(NotificationPreferenceVersion),
  };
}
