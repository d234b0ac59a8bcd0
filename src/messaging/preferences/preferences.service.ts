import { Inject, Injectable } from '@nestjs/common';
import { allChecked, checkedInput, checkedMembers } from '../../http/input/check-input.js';
import { list, optional } from '../../http/input/rules.js';
import {
  DEFAULT_LIMIT,
  type Page,
  pageOf,
  type PageRequest,
  pageRules,
} from '../../http/lists/page.js';
import { withMessageForClients } from '../../http/problems/to-problem.js';
import type { Database } from '../../postgres/database.js';
import { type CallContext, checkedContext, checkedOwner, type Owner } from '../callers/caller.js';
import { CategoriesService } from '../categories/categories.service.js';
import {
  categoryBefore,
  categoryCursorRule,
  categoryOrNullRule,
} from '../categories/category-name.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService, type Work } from '../storage/transactions.service.js';
import { BatchedPreferences } from './batched-preferences.service.js';
import { expectedVersions, isPreferenceId, type PreferenceVersionId } from './entity-tag.js';
import { findChanges } from './history.store.js';
import { categoryColumn, type NotificationPreference } from './notification-preference.entity.js';
import {
  type BatchPreferenceInput,
  PreferenceBatchInput,
  PreferenceInput,
} from './preference.input.js';
import { savePreferences, writeOne, type WrittenPreference } from './preference-writes.store.js';
import { PreconditionFailedError, PreferenceNotFoundError } from './preferences.errors.js';
import type { PreferencesOptions } from './preferences.options.js';
import { deletePreference, findPreference, listPreferences } from './preferences.store.js';
import {
  bothConditions,
  DELETE_CONTEXT,
  type DeleteContext,
  UPSERT_CONTEXT,
  type UpsertContext,
} from './write-conditions.js';

/** Selects preferences of an owner. */
export interface ListPreferences extends PageRequest {
  /** Only these categories; null means the global default. By default all. */
  categories?: readonly (string | null)[];
}

const LIST_RULES = {
  categories: optional(list(categoryOrNullRule)),
  ...pageRules(categoryCursorRule),
};

/** The result of a write, and the versions that it created. */
interface Outcome<T> {
  result: T;
  versions: readonly PreferenceVersionId[];
}

/** Stores preferences. A null category means the owner's global default. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    private readonly batched: BatchedPreferences,
    @Inject(MESSAGING_OPTIONS) private readonly options: PreferencesOptions,
  ) {}

  /**
   * Creates or replaces the owner's preference for `input.category`. It replaces all values: an absent category means
   * the global default, an absent digest means `instant`. It is idempotent: a repeated call does not even change
   * `updatedAt`. A change of a value is stored as a version with `context.actor`. It joins the transaction of
   * `context.manager`.
   * @returns the stored preference
   * @throws InvalidInputError before it sends anything to the database
   * @throws UnknownCategoryError when only registered categories are accepted
   * @throws PreconditionFailedError when the stored preference does not have the version in `context.ifMatch`, or when
   * `context.ifNoneMatch` is set and there is a preference
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
    const [checked, values, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedInput(PreferenceInput, input),
      () => checkedContext<UpsertContext>(context, UPSERT_CONTEXT),
    );
    if (call.ifMatch && call.ifNoneMatch) throw bothConditions();
    const expected = expectedVersions(call.ifMatch);
    const write = { owner: checked, input: values, provenance: call, expected };
    const isBatched = this.batched.canBatchWrite(call);
    const database = await this.transactions.databaseFor(checked, call);
    const place = () => ({ path: ['category'] });
    const { category = null } = values;
    await this.categories.refuseUnknown(checked.tenantId, [category], place, database);
    if (isBatched) return this.batched.writes.submit(write);
    return this.write(checked, { manager: database.manager }, async (database, lockTimeoutMs) => {
      const written = await writeOne(database, write, { ...call, lockTimeoutMs });
      if (!written) throw new PreconditionFailedError();
      return { result: written.preference, versions: newVersions([written]) };
    });
  }

  /**
   * Creates or replaces up to 100 of the owner's preferences, all or none, each like `upsert`. It joins the transaction
   * of `context.manager`.
   * @returns the stored preferences, in the order of `inputs`
   * @throws InvalidInputError before it sends anything to the database, also when two inputs have the same category
   * @throws UnknownCategoryError when only registered categories are accepted
   * @throws PreconditionFailedError with the positions of the inputs whose `ifMatch` is not the stored version
   */
  async upsertMany(
    owner: Owner,
    inputs: readonly BatchPreferenceInput[],
    context: CallContext = {},
  ): Promise<NotificationPreference[]> {
    const [checked, { preferences }, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedInput(PreferenceBatchInput, { preferences: inputs }),
      () => checkedContext(context),
    );
    const writes = preferences.map((input) => ({
      owner: checked,
      input,
      provenance: call,
      expected: expectedVersions(input.ifMatch),
    }));
    const database = await this.transactions.databaseFor(checked, call);
    const place = (position: number) => ({ path: ['preferences', position, 'category'] });
    const categories = preferences.map(({ category = null }) => category);
    await this.categories.refuseUnknown(checked.tenantId, categories, place, database);
    return this.write(checked, { manager: database.manager }, async (database, lockTimeoutMs) => {
      const { written, stale } = await savePreferences(database, writes, lockTimeoutMs);
      if (stale.length > 0) throw new PreconditionFailedError(stale);
      return {
        result: written.map(({ preference }) => preference),
        versions: newVersions(written),
      };
    });
  }

  /**
   * Lists the owner's preferences by category in code point order, the global default first. It joins the transaction
   * of `context.manager`.
   * @throws InvalidInputError
   */
  async list(
    owner: Owner,
    request: ListPreferences = {},
    context: CallContext = {},
  ): Promise<Page<NotificationPreference>> {
    const [checked, { categories, cursor, limit = DEFAULT_LIMIT }, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedMembers<ListPreferences>('request', LIST_RULES, request),
      () => checkedContext(context),
    );
    const after = categoryBefore(cursor);
    const selected = { owner: checked, categories, after, limit: limit + 1 };
    const preferences = this.batched.canBatchList(selected, call)
      ? await this.batched.lists.submit(selected)
      : await listPreferences(await this.transactions.databaseFor(checked, call), selected);
    return pageOf(preferences, limit, ({ category }) => [categoryColumn.to(category)]);
  }

  /**
   * Reads the owner's preference with this id. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws PreferenceNotFoundError
   */
  async get(owner: Owner, id: string, context: CallContext = {}): Promise<NotificationPreference> {
    const [checked, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedContext(context),
    );
    if (!isPreferenceId(id)) throw new PreferenceNotFoundError();
    const database = await this.transactions.databaseFor(checked, call);
    const found = await findPreference(database, checked, id);
    if (!found) throw new PreferenceNotFoundError();
    return found;
  }

  /**
   * Deletes the owner's preference with this id, and stores its last values as a last version. Afterwards the global
   * default or another default applies to its category. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws PreferenceNotFoundError
   * @throws PreconditionFailedError when `context.ifMatch` is not the stored version, or when it is set and there is no
   * such preference
   */
  async delete(owner: Owner, id: string, context: DeleteContext = {}): Promise<void> {
    const [checked, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedContext<DeleteContext>(context, DELETE_CONTEXT),
    );
    const expected = expectedVersions(call.ifMatch);
    const missing = () =>
      expected === undefined ? new PreferenceNotFoundError() : new PreconditionFailedError();
    if (!isPreferenceId(id)) throw missing();
    await this.write(checked, call, async (database, lockTimeoutMs) => {
      const deleted = await deletePreference(
        ...([database, checked, id, expected, call, lockTimeoutMs] as const),
      );
      if (!deleted) throw missing();
      return { result: undefined, versions: [deleted] };
    });
  }

  /** Runs `work`, which writes with one statement, and calls `onChange` with its changes in the same transaction. */
  private async write<T>(
    owner: Required<Owner>,
    context: CallContext,
    work: Work<Outcome<T>>,
  ): Promise<T> {
    const { onChange } = this.options;
    if (!onChange) return (await this.transactions.statement(owner, context, work)).result;
    const tell = async (database: Database, { versions }: Outcome<T>) => {
      if (versions.length === 0) return;
      const changes = await findChanges(database, owner, versions);
      try {
        await onChange(changes, database.manager);
      } catch (error) {
        throw withMessageForClients(error);
      }
    };
    return (await this.transactions.transaction(owner, context, work, tell)).result;
  }
}

function newVersions(written: readonly WrittenPreference[]): PreferenceVersionId[] {
  return written.filter(({ changed }) => changed).map(({ preference }) => preference);
}
