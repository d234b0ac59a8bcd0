import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { checkedInput } from '../../http/input/check-input.js';
import { checkedLimit, type Page, pageOf, type PageRequest } from '../../http/lists/page.js';
import { type CallContext, checkedProvenance } from '../callers/caller.js';
import { checkedOwner, type Owner } from '../callers/caller.js';
import { CategoriesService } from '../categories/categories.service.js';
import { checkedCategory, checkedCategoryCursor } from '../categories/category-name.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { BatchedPreferences } from './batched-preferences.service.js';
import { isPreferenceId, type PreferenceVersionId, versionIn } from './write-conditions.js';
import { findChanges } from './history.store.js';
import { categoryColumn, type NotificationPreference } from './notification-preference.entity.js';
import {
  type BatchPreferenceInput,
  PreferenceBatchInput,
  PreferenceInput,
} from './preference.input.js';
import {
  type PreferenceWrite,
  savePreferences,
  writePreference,
  type WrittenPreference,
} from './preference-writes.store.js';
import { PreconditionFailedError, PreferenceNotFoundError } from './preferences.errors.js';
import type { PreferencesOptions } from './preferences.options.js';
import { deletePreference, findPreference, listPreferences } from './preferences.store.js';
import { expectedVersion, type WriteConditions } from './write-conditions.js';

/** How a preference is written. */
export type UpsertContext = CallContext & WriteConditions;

/** How a preference is deleted. */
export type DeleteContext = CallContext & Pick<WriteConditions, 'ifMatch'>;

/** Which of an owner's preferences. */
export interface ListPreferences extends PageRequest {
  /** Those of these categories only; null is the global default. Absent: all. */
  categories?: readonly (string | null)[];
}

/** What a write gives its caller, and the versions that it made. */
interface Outcome<T> {
  result: T;
  made: readonly PreferenceVersionId[];
}

/** Stores what owners want. A null category is the owner's global default. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    private readonly batched: BatchedPreferences,
    @Inject(MESSAGING_OPTIONS) private readonly options: PreferencesOptions,
  ) {}

  /**
   * Creates or replaces the owner's preference for `input.category`, as a whole: an absent category
   * is the global default, an absent digest is `instant`. The same call again changes nothing, not
   * even `updatedAt`. A real change is kept as a version, which names `context.actor`.
   * It joins the transaction of `context.manager`.
   * @returns the preference as stored
   * @throws InvalidInputError before anything is sent to the database
   * @throws UnknownCategoryError where only registered categories are taken
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
    const write: PreferenceWrite = {
      owner: checkedOwner(owner),
      input: checkedInput(PreferenceInput, input),
      provenance: checkedProvenance(context),
      expected: expectedVersion(context),
    };
    const isShared = this.batched.takesWrite(context);
    const manager = await this.transactions.managerFor(write.owner, context);
    const place = () => ({ path: ['category'] });
    const { category = null } = write.input;
    await this.categories.refuseUnknown(write.owner.tenantId, [category], place, manager);
    if (isShared) return this.batched.writes.submit(write);
    return this.write(write.owner, { manager }, async (manager) => {
      const written = await writeOne(manager, write, context);
      if (!written) throw new PreconditionFailedError();
      return { result: written.preference, made: madeBy([written]) };
    });
  }

  /**
   * Creates or replaces up to 100 of the owner's preferences, all or none, each as `upsert` does.
   * It joins the transaction of `context.manager`.
   * @returns the preferences as stored, in the order of `inputs`
   * @throws InvalidInputError before anything is sent to the database; two of one category are an error too
   * @throws UnknownCategoryError where only registered categories are taken
   * @throws PreconditionFailedError with the positions of those whose `ifMatch` names another version
   */
  async upsertMany(
    owner: Owner,
    inputs: readonly BatchPreferenceInput[],
    context: CallContext = {},
  ): Promise<NotificationPreference[]> {
    const checked = checkedOwner(owner);
    const { preferences } = checkedInput(PreferenceBatchInput, { preferences: inputs });
    const provenance = checkedProvenance(context);
    const writes = preferences.map((input) => ({
      owner: checked,
      input,
      provenance,
      expected: versionIn(input.ifMatch),
    }));
    const manager = await this.transactions.managerFor(checked, context);
    const place = (position: number) => ({ path: ['preferences', position, 'category'] });
    const categories = preferences.map(({ category = null }) => category);
    await this.categories.refuseUnknown(checked.tenantId, categories, place, manager);
    return this.write(checked, { manager }, async (manager) => {
      const { written, stale } = await savePreferences(manager, writes);
      if (stale.length > 0) throw new PreconditionFailedError(stale);
      return { result: written.map(({ preference }) => preference), made: madeBy(written) };
    });
  }

  /**
   * The owner's preferences by category, in code point order, the global default first.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async list(
    owner: Owner,
    { categories, ...page }: ListPreferences = {},
    context: CallContext = {},
  ): Promise<Page<NotificationPreference>> {
    const limit = checkedLimit(page.limit);
    const request = {
      owner: checkedOwner(owner),
      categories: categories?.map(checkedCategory),
      after: checkedCategoryCursor(page.cursor),
      limit: limit + 1,
    };
    const preferences = this.batched.takesList(request, context)
      ? await this.batched.lists.submit(request)
      : await listPreferences(await this.transactions.managerFor(request.owner, context), request);
    return pageOf(preferences, limit, ({ category }) => [categoryColumn.to(category)]);
  }

  /**
   * The owner's preference of that id. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws PreferenceNotFoundError
   */
  async get(owner: Owner, id: string, context: CallContext = {}): Promise<NotificationPreference> {
    const checked = checkedOwner(owner);
    if (!isPreferenceId(id)) throw new PreferenceNotFoundError();
    const manager = await this.transactions.managerFor(checked, context);
    const found = await findPreference(manager, checked, id);
    if (!found) throw new PreferenceNotFoundError();
    return found;
  }

  /**
   * Deletes the owner's preference of that id, and keeps its last state as a last version. For its category
   * resolution then gives what it gives without it. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws PreferenceNotFoundError
   * @throws PreconditionFailedError when `context.ifMatch` names another version than the stored one, or there is none
   */
  async delete(owner: Owner, id: string, context: DeleteContext = {}): Promise<void> {
    const checked = checkedOwner(owner);
    const provenance = checkedProvenance(context);
    const expected = expectedVersion({ ifMatch: context.ifMatch });
    const missing = () =>
      expected ? new PreconditionFailedError() : new PreferenceNotFoundError();
    if (!isPreferenceId(id) || (expected && expected.id !== id)) throw missing();
    await this.write(checked, context, async (manager) => {
      const deleted = await deletePreference(manager, checked, id, expected?.version, provenance);
      if (!deleted) throw missing();
      return { result: undefined, made: [deleted] };
    });
  }

  /** Runs `work`, which writes by one statement, and tells the host of what it made in the same transaction. */
  private async write<T>(
    owner: Required<Owner>,
    context: CallContext,
    work: (manager: EntityManager) => Promise<Outcome<T>>,
  ): Promise<T> {
    const { onChange } = this.options;
    if (!onChange) return (await this.transactions.statement(owner, context, work)).result;
    return this.transactions.transaction(owner, context, async (manager) => {
      const { result, made } = await work(manager);
      if (made.length > 0) await onChange(await findChanges(manager, owner, made), manager);
      return result;
    });
  }
}

/** Writes one preference under the conditions of a call; undefined where they do not hold. */
async function writeOne(
  manager: EntityManager,
  write: PreferenceWrite,
  { ifNoneMatch }: WriteConditions,
): Promise<WrittenPreference | undefined> {
  if (!write.expected) return writePreference(manager, write, ifNoneMatch ? 'keep' : 'replace');
  const { written } = await savePreferences(manager, [write]);
  return written[0];
}

function madeBy(written: readonly WrittenPreference[]): PreferenceVersionId[] {
  return written.filter(({ changed }) => changed).map(({ preference }) => preference);
}
