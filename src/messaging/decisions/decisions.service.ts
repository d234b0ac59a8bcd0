import { Inject, Injectable } from '@nestjs/common';
import { isDate } from 'node:util/types';
import type { EntityManager } from 'typeorm';
import type { CallContext } from '../call-context.js';
import { checkedOwner, type Owner } from '../caller.js';
import { CategoriesService } from '../categories/categories.service.js';
import { checkedCategory } from '../category-name.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging.options.js';
import { type PreferenceSettings, settingsOf } from '../preference-settings.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { type EffectivePreference, resolvePreference } from './effective-preference.js';
import { type ResolutionRow, ResolutionRowsService } from './resolution-rows.service.js';

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

/** Says what holds for owners, out of what they stored and the defaults behind it. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    private readonly resolutions: ResolutionRowsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

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
    const request = { categories: [category] };
    const [preference] = (await this.effectivePreferences(owner, request, context)) as [
      EffectivePreference,
    ];
    return preference;
  }

  /**
   * What holds, or held at a moment, for the owner in several categories or all that there are, in one query.
   * An answer for a past moment is settled once no transaction that was open at that moment still runs.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError for a moment that is no moment or yet to come, too
   * @throws UnknownCategoryError where only registered categories are taken
   */
  async effectivePreferences(
    owner: Owner,
    { categories, asOf }: EffectivePreferencesRequest = {},
    context: CallContext = {},
  ): Promise<EffectivePreference[]> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const asked = categories && distinct('categories', categories.map(checkedCategory));
    if (asOf !== undefined && !isMoment(asOf)) {
      throw new InvalidInputError('asOf', 'must be a valid Date.');
    }
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    if (asOf) await refuseFuture(asOf, manager);
    if (asked) await this.categories.refuseUnknown(tenantId, asked, manager);
    const rows = await this.resolutions.ofOwner(
      { tenantId, ownerId },
      { asked, asOf },
      manager,
      context,
    );
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
    const asked = [checkedCategory(category)];
    const [first] = owners;
    if (!first) return [];
    const manager = await this.transactions.managerForTenant(first, context);
    await this.categories.refuseUnknown(first.tenantId, asked, manager);
    const ids = owners.map(({ ownerId }) => ownerId);
    const rows = await this.resolutions.ofOwners(first.tenantId, ids, { asked }, manager);
    return rows.map((row) => this.resolved(row));
  }

  private resolved(row: ResolutionRow, asOf?: Date): EffectivePreference {
    const { ownerId, category, preferenceId, preferenceVersion, defaultPreference } = row;
    const resolution = resolvePreference(
      {
        isOwn: row.isOwn,
        settings: preferenceId === null ? null : (row as PreferenceSettings),
        defaultPreference: defaultPreference && settingsOf(defaultPreference),
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

function isMoment(value: unknown): boolean {
  return isDate(value) && !Number.isNaN(value.getTime());
}

/** @throws InvalidInputError */
function distinct<T>(field: string, values: readonly T[]): T[] {
  const once = [...new Set(values)];
  if (once.length <= MAX_ASKED) return once;
  throw new InvalidInputError(field, `must be at most ${MAX_ASKED}.`);
}

/**
 * The clock that counts is the one that stamps the changes; it is looked at only when ours says future.
 * @throws InvalidInputError
 */
async function refuseFuture(moment: Date, manager: EntityManager): Promise<void> {
  if (moment.getTime() <= Date.now()) return;
  const [clock] = await manager.query<{ isPast: boolean }[]>(
    'SELECT $1::timestamptz <= clock_timestamp() AS "isPast"',
    [moment.toISOString()],
  );
  if (!clock?.isPast) throw new InvalidInputError('asOf', 'must not be in the future.');
}
