import { Inject, Injectable } from '@nestjs/common';
import { isDate } from 'node:util/types';
import type { DataSource, EntityManager } from 'typeorm';
import { BackgroundWork } from '../../background/background-work.service.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { type CallContext, checkedOwner, type Owner } from '../callers/caller.js';
import { CategoriesService } from '../categories/categories.service.js';
import { checkedCategory } from '../categories/category-name.js';
import { type PreferenceValues, valuesOf } from '../channels/preference-values.js';
import { StatementBatcher } from '../storage/statement-batcher.js';
import { MESSAGING_DATA_SOURCE, MESSAGING_OPTIONS } from '../storage/tokens.js';
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

const CATEGORY = () => ({ parameter: 'category' });

/** Resolves effective preferences from stored preferences, the registry and the defaults. */
@Injectable()
export class DecisionsService {
  private readonly batcher = new StatementBatcher<OwnerCategory, ResolutionRow>({
    runBatch: (keys) => readResolutions(this.dataSource.manager, keys),
    runSingle: (key) => readResolution(this.dataSource.manager, key),
  });

  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
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
    const key = { ...checkedOwner(owner), category: checkedCategory(category) };
    const isBatched = this.transactions.mayShareStatement(context);
    const manager = await this.transactions.managerFor(key, context);
    await this.categories.refuseUnknown(key.tenantId, [key.category], CATEGORY, manager);
    const row = isBatched ? this.batcher.submit(key) : readResolution(manager, key);
    return this.resolved(await row);
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
    { categories, asOf }: EffectivePreferencesRequest = {},
    context: CallContext = {},
  ): Promise<EffectivePreference[]> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const names = categories && distinct('categories', categories.map(checkedCategory));
    if (asOf === undefined && names?.length === 1) {
      return [await this.effectivePreference(owner, names[0] ?? null, context)];
    }
    if (asOf !== undefined && !isValidDate(asOf)) {
      throw InvalidInputError.ofParameter('asOf', 'must be a valid Date.', 'invalid_type');
    }
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    if (asOf) await refuseFuture(manager, asOf);
    if (names) await this.categories.refuseUnknown(tenantId, names, CATEGORY, manager);
    const request = { tenantId, ownerIds: [ownerId], categories: names, asOf };
    const rows = await readResolutionsOfOwners(manager, request);
    return rows.map((row) => this.resolved(row, asOf));
  }

  /**
   * Reads the effective preferences of many owners of one tenant in `category`, in one query and in their order. If the
   * option `manager` is set, the call must have `context.manager`. It joins the transaction of `context.manager`.
   * @throws InvalidInputError before it sends anything to the database
   * @throws UnknownCategoryError when only registered categories are accepted
   */
  async effectivePreferencesOf(
    { tenantId, ownerIds }: { tenantId?: string; ownerIds: readonly string[] },
    category: string | null,
    context: CallContext = {},
  ): Promise<EffectivePreference[]> {
    const owners = distinct('ownerIds', ownerIds).map((ownerId) =>
      checkedOwner({ ownerId, tenantId }),
    );
    const checked = checkedCategory(category);
    const [first] = owners;
    if (!first) return [];
    const manager = await this.transactions.managerForTenant(first.tenantId, context);
    await this.categories.refuseUnknown(first.tenantId, [checked], CATEGORY, manager);
    const rows = await readResolutionsOfOwners(manager, {
      tenantId: first.tenantId,
      ownerIds: owners.map(({ ownerId }) => ownerId),
      categories: [checked],
    });
    return rows.map((row) => this.resolved(row));
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
 * Removes duplicate values.
 * @throws InvalidInputError for too many values
 */
function distinct<T>(parameter: string, values: readonly T[]): T[] {
  const unique = [...new Set(values)];
  if (unique.length <= MAX_VALUES) return unique;
  throw InvalidInputError.ofParameter(
    parameter,
    `must have at most ${MAX_VALUES} different values.`,
  );
}

/**
 * Rejects a time in the future. The database's clock decides, but it is read only when the time is in the future by the
 * clock of this process.
 * @throws InvalidInputError
 */
async function refuseFuture(manager: EntityManager, moment: Date): Promise<void> {
  if (moment.getTime() <= Date.now() || (await isPast(manager, moment))) return;
  throw InvalidInputError.ofParameter('asOf', 'must not be in the future.');
}
