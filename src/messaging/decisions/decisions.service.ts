import { Inject, Injectable } from '@nestjs/common';
import { isDate } from 'node:util/types';
import type { DataSource, EntityManager } from 'typeorm';
import { BackgroundWork } from '../../background/background-work.service.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import type { CallContext } from '../callers/caller.js';
import { checkedOwner, type Owner } from '../callers/caller.js';
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

/** For which categories, and when. */
export interface EffectivePreferencesRequest {
  /**
   * Which categories; null is every category without a preference or a registration of its own. Absent: every
   * registered one, every one that the owner has stored, and null.
   */
  categories?: readonly (string | null)[];
  /** The moment to answer for, what changed at that very moment included; absent, now. */
  asOf?: Date;
}

/** The most categories or owners that one call asks for. */
const MAX_ASKED = 10_000;

const CATEGORY = () => ({ parameter: 'category' });

/** Says what holds for owners, out of what they stored and the defaults behind it. */
@Injectable()
export class DecisionsService {
  private readonly batcher = new StatementBatcher<OwnerCategory, ResolutionRow>({
    runBatch: (asked) => readResolutions(this.dataSource.manager, asked),
    runSingle: (asked) => readResolution(this.dataSource.manager, asked),
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
   * What holds for the owner in `category`, in one query; null asks for every category that has neither a
   * preference nor a registration of its own. It joins the transaction of `context.manager`.
   * @throws InvalidInputError before anything is asked of the database
   * @throws UnknownCategoryError where only registered categories are taken
   */
  async effectivePreference(
    owner: Owner,
    category: string | null,
    context: CallContext = {},
  ): Promise<EffectivePreference> {
    const asked = { ...checkedOwner(owner), category: checkedCategory(category) };
    const isShared = this.transactions.mayShareStatement(context);
    const manager = await this.transactions.managerFor(asked, context);
    await this.categories.refuseUnknown(asked.tenantId, [asked.category], CATEGORY, manager);
    const row = isShared ? this.batcher.submit(asked) : readResolution(manager, asked);
    return this.resolved(await row);
  }

  /**
   * What holds, or held at a moment, for the owner in several categories or all that there are, in one query.
   * An answer for a past moment is final once no transaction that was open at that moment still runs.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError, also for a moment that is not valid or in the future
   * @throws UnknownCategoryError where only registered categories are taken
   */
  async effectivePreferences(
    owner: Owner,
    { categories, asOf }: EffectivePreferencesRequest = {},
    context: CallContext = {},
  ): Promise<EffectivePreference[]> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const asked = categories && distinct('categories', categories.map(checkedCategory));
    if (asOf === undefined && asked?.length === 1) {
      return [await this.effectivePreference(owner, asked[0] ?? null, context)];
    }
    if (asOf !== undefined && !isValidDate(asOf)) {
      throw InvalidInputError.ofParameter('asOf', 'must be a valid Date.', 'invalid_type');
    }
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    if (asOf) await refuseFuture(manager, asOf);
    if (asked) await this.categories.refuseUnknown(tenantId, asked, CATEGORY, manager);
    const request = { tenantId, ownerIds: [ownerId], categories: asked, asOf };
    const rows = await readResolutionsOfOwners(manager, request);
    return rows.map((row) => this.resolved(row, asOf));
  }

  /**
   * What holds for each of many owners of one tenant in `category`, in one query and in their order. Where the option
   * `manager` chooses, the call has to name the manager. It joins the transaction of `context.manager`.
   * @throws InvalidInputError before anything is asked of the database
   * @throws UnknownCategoryError where only registered categories are taken
   */
  async effectivePreferencesOf(
    { tenantId, ownerIds }: { tenantId?: string; ownerIds: readonly string[] },
    category: string | null,
    context: CallContext = {},
  ): Promise<EffectivePreference[]> {
    const owners = distinct('ownerIds', ownerIds).map((ownerId) =>
      checkedOwner({ ownerId, tenantId }),
    );
    const asked = checkedCategory(category);
    const [first] = owners;
    if (!first) return [];
    const manager = await this.transactions.managerForTenant(first.tenantId, context);
    await this.categories.refuseUnknown(first.tenantId, [asked], CATEGORY, manager);
    const rows = await readResolutionsOfOwners(manager, {
      tenantId: first.tenantId,
      ownerIds: owners.map(({ ownerId }) => ownerId),
      categories: [asked],
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
    const isToday = !asOf || resolution.source === 'system_default';
    const asked = { ownerId, category, preferenceId, preferenceVersion };
    return { ...asked, ...resolution, asOf: isToday ? null : asOf };
  }
}

function isValidDate(value: unknown): boolean {
  return isDate(value) && !Number.isNaN(value.getTime());
}

/** @throws InvalidInputError */
function distinct<T>(parameter: string, values: readonly T[]): T[] {
  const once = [...new Set(values)];
  if (once.length <= MAX_ASKED) return once;
  throw InvalidInputError.ofParameter(parameter, `must be at most ${MAX_ASKED}.`);
}

/**
 * The database's clock counts. It is asked only for a moment that is in the future by the clock of this process.
 * @throws InvalidInputError
 */
async function refuseFuture(manager: EntityManager, moment: Date): Promise<void> {
  if (moment.getTime() <= Date.now() || (await isPast(manager, moment))) return;
  throw InvalidInputError.ofParameter('asOf', 'must not be in the future.');
}
