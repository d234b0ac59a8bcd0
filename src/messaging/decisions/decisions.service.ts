import { Inject, Injectable } from '@nestjs/common';
import { isDate } from 'node:util/types';
import { BackgroundWork } from '../../background/background-work.service.js';
import { allChecked, checkedMembers } from '../../http/input/check-input.js';
import { argument, list, optional } from '../../http/input/rules.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import type { Database } from '../../postgres/database.js';
import {
  type CallContext,
  checkedContext,
  checkedOwner,
  idRule,
  type Owner,
  tenantRule,
} from '../callers/caller.js';
import { CategoriesService, type PlaceOf } from '../categories/categories.service.js';
import { categoryOrNullRule, checkedCategory } from '../categories/category-name.js';
import { type PreferenceValues, valuesOf } from '../channels/preference-values.js';
import { StatementBatcher } from '../storage/statement-batcher.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import type { DecisionsOptions } from './decisions.options.js';
import { type EffectivePreference, resolvePreference } from './resolution.js';
import {
  isPast,
  type OwnerCategory,
  readResolution,
  readResolutions,
  readResolutionsOfOwners,
  type ResolutionRow,
} from './resolution.store.js';

/** Selects effective preferences of an owner. */
export interface EffectivePreferencesRequest {
  /**
   * The categories. Null means every category with neither a preference nor a registration. By default: every
   * registered category, every category for which the owner stored a preference, and null.
   */
  categories?: readonly (string | null)[];
  /** A time in the past. Changes at exactly this time count. By default the time is now. */
  asOf?: Date;
}

/** The limit on the categories or owners in one call. */
const MAX_VALUES = 10_000;

const REQUEST_RULES = {
  categories: optional(list(categoryOrNullRule, MAX_VALUES)),
  asOf: optional(argument(isValidDate, 'a valid Date')),
};

/** Owners of one tenant. */
export interface OwnersOfTenant {
  tenantId?: string;
  ownerIds: readonly string[];
}

const OWNERS_RULES = { tenantId: optional(tenantRule), ownerIds: list(idRule, MAX_VALUES) };

const CATEGORY = () => ({ parameter: 'category' });

/** Resolves effective preferences from stored preferences, the registry and the defaults. */
@Injectable()
export class DecisionsService {
  private readonly batcher = new StatementBatcher<OwnerCategory, ResolutionRow>({
    runBatch: (keys) => readResolutions(this.transactions.shared, keys),
    runSingle: (key) => readResolution(this.transactions.shared, key),
  });

  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    @Inject(MESSAGING_OPTIONS) private readonly options: DecisionsOptions,
    background: BackgroundWork,
  ) {
    background.waitBeforeShutdown(() => this.batcher.settled());
  }

  /**
   * Reads the effective preference of the owner in `category` in one query. Null means every category with neither a
   * preference nor a registration. It joins the transaction of `context.manager`.
   * @throws InvalidInputError before it sends anything to the database
   * @throws UnknownCategoryError when only registered categories are accepted
   */
  async effectivePreference(
    owner: Owner,
    category: string | null,
    context: CallContext = {},
  ): Promise<EffectivePreference> {
    const [checked, name, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedCategory(category),
      () => checkedContext(context),
    );
    return this.readOne({ ...checked, category: name }, CATEGORY, call);
  }

  /**
   * Reads the effective preferences of the owner in several or all categories in one query, now or at a time in the
   * past. A result for a past time can change until every transaction that was open at that time has ended. It joins
   * the transaction of `context.manager`.
   * @throws InvalidInputError, also when `asOf` is not valid or in the future
   * @throws UnknownCategoryError when only registered categories are accepted
   */
  async effectivePreferences(
    owner: Owner,
    request: EffectivePreferencesRequest = {},
    context: CallContext = {},
  ): Promise<EffectivePreference[]> {
    const [{ tenantId, ownerId }, { categories, asOf }, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedMembers<EffectivePreferencesRequest>('request', REQUEST_RULES, request),
      () => checkedContext(context),
    );
    const names = categories && [...new Set(categories)];
    const place: PlaceOf = (position) => ({
      parameter: `categories[${categories?.indexOf(names?.[position] ?? null)}]`,
      requestParameter: 'category',
    });
    const [only = null, ...others] = names ?? [];
    if (names?.length && others.length === 0 && asOf === undefined) {
      return [await this.readOne({ tenantId, ownerId, category: only }, place, call)];
    }
    const database = await this.transactions.databaseFor({ tenantId, ownerId }, call);
    if (asOf) await refuseFuture(database, asOf);
    if (names) await this.categories.refuseUnknown(tenantId, names, place, database);
    const selected = { tenantId, ownerIds: [ownerId], categories: names, asOf };
    const rows = await readResolutionsOfOwners(database, selected);
    return rows.map((row) => this.resolved(row, asOf));
  }

  /**
   * Reads the effective preferences of many owners of one tenant in `category`, in one query and in their order. If the
   * option `manager` is set, the call must have `context.manager`. It joins the transaction of `context.manager`.
   * @throws InvalidInputError before it sends anything to the database
   * @throws UnknownCategoryError when only registered categories are accepted
   */
  async effectivePreferencesOf(
    owners: OwnersOfTenant,
    category: string | null,
    context: CallContext = {},
  ): Promise<EffectivePreference[]> {
    const [{ tenantId = '', ownerIds }, name, call] = allChecked(
      () => checkedMembers<OwnersOfTenant>('owners', OWNERS_RULES, owners),
      () => checkedCategory(category),
      () => checkedContext(context),
    );
    if (ownerIds.length === 0) return [];
    const database = await this.transactions.databaseForTenant(tenantId, call);
    await this.categories.refuseUnknown(tenantId, [name], CATEGORY, database);
    const selected = { tenantId, ownerIds: [...new Set(ownerIds)], categories: [name] };
    const rows = await readResolutionsOfOwners(database, selected);
    return rows.map((row) => this.resolved(row));
  }

  private async readOne(
    key: OwnerCategory,
    place: PlaceOf,
    call: CallContext,
  ): Promise<EffectivePreference> {
    const isBatched = this.transactions.mayShareStatement(call);
    const database = await this.transactions.databaseFor(key, call);
    await this.categories.refuseUnknown(key.tenantId, [key.category], place, database);
    const row = isBatched ? this.batcher.submit(key) : readResolution(database, key);
    return this.resolved(await row);
  }

  private resolved(row: ResolutionRow, asOf?: Date): EffectivePreference {
    const { ownerId, category, preferenceId, preferenceVersion, defaultPreference } = row;
    const resolution = resolvePreference(
      {
        isOwn: row.isOwn,
        values: preferenceId === null ? null : (row as PreferenceValues),
        defaultPreference: defaultPreference && valuesOf(defaultPreference),
        requiredChannels: row.requiredChannels,
        optIn: row.optIn,
      },
      this.options.systemDefault,
    );
    const isCurrent = !asOf || resolution.source === 'system_default';
    const key = { ownerId, category, preferenceId, preferenceVersion };
    return { ...key, ...resolution, asOf: isCurrent ? null : asOf };
  }
}

function isValidDate(value: unknown): boolean {
  return isDate(value) && !Number.isNaN(value.getTime());
}

/**
 * Rejects a time in the future. The database's clock decides, but it is read only when the time is in the future by the
 * clock of this process.
 * @throws InvalidInputError
 */
async function refuseFuture(database: Database, moment: Date): Promise<void> {
  if (moment.getTime() <= Date.now() || (await isPast(database, moment))) return;
  throw InvalidInputError.ofParameter('asOf', 'must not be in the future.');
}
