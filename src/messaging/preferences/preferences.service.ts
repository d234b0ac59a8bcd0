import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newUuid } from '../../http/uuid.js';
import { CategoriesService } from '../categories/categories.service.js';
import { checkedCategory, checkedCategoryCursor } from '../category-name.js';
import { type CallContext, checkedProvenance } from '../call-context.js';
import { checkedOwner, type Owner } from '../caller.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { checkedLimit, type Page, pageOf, type PageRequest } from '../page.js';
import { PreconditionFailedError } from '../precondition-failed.error.js';
import { PreferenceNotFoundError } from '../preference-not-found.error.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { ChangesService } from './changes.service.js';
import {
  type CheckedPreference,
  checkedPreference,
  checkedPreferences,
} from './checked-preference.js';
import { deletePreferenceSql } from './delete-preference.sql.js';
import { checkedEntityTag, isPreferenceId, type PreferenceVersionId } from './entity-tag.js';
import { GatheredUpsertsService } from './gathered-upserts.service.js';
import { categoryColumn, type NotificationPreference } from './notification-preference.entity.js';
import { PreferenceListsService } from './preference-lists.service.js';
import type { PreferenceInput } from './preference.input.js';
import {
  createPreferenceSql,
  getPreferenceSql,
  replacePreferenceSql,
  upsertPreferencesSql,
  upsertPreferenceSql,
} from './preferences.sql.js';
import type { UpsertContext } from './upsert-context.js';
import {
  preferenceOf,
  preferenceTables,
  type StoredPreference,
  type WrittenPreference,
} from './stored-preference.js';

/** How a preference is deleted. */
export type DeleteContext = CallContext & Pick<UpsertContext, 'ifMatch'>;

/** One of many preferences that are written together, with the entity tag it was last seen with, if that matters. */
export type BatchPreferenceInput = PreferenceInput & Pick<UpsertContext, 'ifMatch'>;

/** Which of an owner's preferences. */
export interface ListPreferences extends PageRequest {
  /** Those of these categories only; null is the global default. Absent: all. */
  categories?: readonly (string | null)[];
}

type Answer = WrittenPreference & { changed: boolean };

/** Stores what owners want. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly changes: ChangesService,
    private readonly categories: CategoriesService,
    private readonly gathered: GatheredUpsertsService,
    private readonly lists: PreferenceListsService,
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
    if (this.gathered.takes(context)) {
      const provenance = checkedProvenance(context);
      const alone = () => this.upsertAlone(preference, context);
      return this.gathered.write({ preference, provenance, alone });
    }
    return this.upsertAlone(preference, context, (manager) =>
      this.categories.refuseUnknown(preference.tenantId, [preference.category], manager),
    );
  }

  private async upsertAlone(
    preference: CheckedPreference,
    context: UpsertContext,
    check?: (manager: EntityManager) => Promise<void>,
  ): Promise<NotificationPreference> {
    const expected = expectedVersion(context);
    const parameters = [
      ...recordOf(preference, context),
      categoryColumn.to(preference.category),
      expected?.id ?? newUuid(),
      preference.inAppEnabled,
      preference.emailEnabled,
      preference.pushEnabled,
      preference.digest,
      ...(expected ? [expected.version] : []),
    ];
    const sql = writeSql(context);
    return this.transactions.write(preference, context, async (manager) => {
      await check?.(manager);
      const [saved] = await manager.query<Answer[]>(sql(preferenceTables(manager)), parameters);
      if (!saved) throw new PreconditionFailedError();
      if (saved.changed) await this.changes.announce(preference, [saved], manager);
      return preferenceOf(Object.assign(saved, preference));
    });
  }

  /**
   * Creates or replaces up to 100 of the owner's preferences, all or none, each as `upsert` does.
   * It joins the transaction of `context.manager`.
   * @returns the preferences as stored, in the order of `inputs`
   * @throws InvalidInputError before anything is sent to the database; two of one category are an error too
   * @throws PreconditionFailedError which tells the positions of those whose `ifMatch` names another version
   */
  async upsertMany(
    owner: Owner,
    inputs: readonly BatchPreferenceInput[],
    context: CallContext = {},
  ): Promise<NotificationPreference[]> {
    const checked = checkedOwner(owner);
    const preferences = checkedPreferences(owner, inputs);
    const expected = inputs.map(expectedVersion);
    const categories = preferences.map(({ category }) => category);
    const parameters = [
      ...recordOf(checked, context),
      categories.map(categoryColumn.to),
      preferences.map(newUuid),
      preferences.map(({ inAppEnabled }) => inAppEnabled),
      preferences.map(({ emailEnabled }) => emailEnabled),
      preferences.map(({ pushEnabled }) => pushEnabled),
      preferences.map(({ digest }) => digest),
      expected.map((version) => version?.id ?? null),
      expected.map((version) => version?.version ?? null),
    ];
    return this.transactions.write(checked, context, async (manager) => {
      await this.categories.refuseUnknown(checked.tenantId, categories, manager);
      const sql = upsertPreferencesSql(preferenceTables(manager));
      const saved = await manager.query<(Answer & { stale: boolean })[]>(sql, parameters);
      const stale = [...saved.keys()].filter((position) => saved[position]?.stale);
      if (stale.length > 0) throw new PreconditionFailedError(stale);
      const changed = saved.filter((answer) => answer.changed);
      if (changed.length > 0) await this.changes.announce(checked, changed, manager);
      return preferences.map((preference, position) =>
        preferenceOf(Object.assign({}, saved[position], preference)),
      );
    });
  }

  /**
   * The owner's preferences by category, in code point order, the global default first.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async list(
    owner: Owner,
    { categories, limit, cursor }: ListPreferences = {},
    context: CallContext = {},
  ): Promise<Page<NotificationPreference>> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const wanted = categories?.map((category) => categoryColumn.to(checkedCategory(category)));
    const after = checkedCategoryCursor(cursor);
    const most = checkedLimit(limit);
    const stored = await this.lists.read(
      { tenantId, ownerId, categories: wanted ?? null, after: after ?? null, most: most + 1 },
      context,
    );
    return pageOf(stored.map(preferenceOf), most, ({ category }) => [categoryColumn.to(category)]);
  }

  /**
   * The owner's preference of that id. It joins the transaction of `context.manager`.
   * @throws PreferenceNotFoundError
   */
  async get(owner: Owner, id: string, context: CallContext = {}): Promise<NotificationPreference> {
    const { tenantId, ownerId } = checkedOwner(owner);
    if (!isPreferenceId(id)) throw new PreferenceNotFoundError();
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    const sql = getPreferenceSql(preferenceTables(manager));
    const [found] = await manager.query<StoredPreference[]>(sql, [tenantId, ownerId, id]);
    if (!found) throw new PreferenceNotFoundError();
    return preferenceOf(found);
  }

  /**
   * Deletes the owner's preference of that id, and keeps what it was as a last version. The owner falls
   * back to what resolution gives. It joins the transaction of `context.manager`.
   * @throws PreferenceNotFoundError
   * @throws PreconditionFailedError when `context.ifMatch` names another version than the stored one, or there is none
   */
  async delete(owner: Owner, id: string, context: DeleteContext = {}): Promise<void> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const record = recordOf({ tenantId, ownerId }, context);
    const expected = expectedVersion(context);
    const missing = () =>
      expected ? new PreconditionFailedError() : new PreferenceNotFoundError();
    if (!isPreferenceId(id) || (expected && expected.id !== id)) throw missing();
    const parameters = [...record, id, expected?.version];
    await this.transactions.write({ tenantId, ownerId }, context, async (manager) => {
      const sql = deletePreferenceSql(preferenceTables(manager));
      const [gone] = await manager.query<PreferenceVersionId[]>(sql, parameters);
      if (!gone) throw missing();
      await this.changes.announce({ tenantId, ownerId }, [gone], manager);
    });
  }
}

/** The first parameters of every statement that writes: whose preference, and what its record says. */
function recordOf({ tenantId, ownerId }: Required<Owner>, context: CallContext): unknown[] {
  const { actor, credentialId, via, requestId } = checkedProvenance(context);
  return [tenantId, ownerId, actor, credentialId, via, requestId];
}

/** @throws InvalidInputError */
function expectedVersion({
  ifMatch,
  ifNoneMatch,
}: Pick<UpsertContext, 'ifMatch' | 'ifNoneMatch'>): PreferenceVersionId | undefined {
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
