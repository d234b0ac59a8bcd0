import { Inject, Injectable } from '@nestjs/common';
import type { WrongValue } from '../../http/problems/domain.error.js';
import { allChecked, checkedInput, checkedMembers } from '../../http/input/check-input.js';
import {
  DEFAULT_LIMIT,
  type Page,
  pageOf,
  type PageRequest,
  pageRules,
} from '../../http/lists/page.js';
import type { Database } from '../../postgres/database.js';
import {
  type CallContext,
  checkedContext,
  checkedTenant,
  type Owner,
  type Provenance,
} from '../callers/caller.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { CategoryNotFoundError, UnknownCategoryError } from './categories.errors.js';
import type { CategoriesOptions } from './categories.options.js';
import { deleteCategory, listCategories, saveCategory } from './categories.store.js';
import { CategoryInput } from './category.input.js';
import { categoryBefore, categoryCursorRule, checkedCategoryName } from './category-name.js';
import type { NotificationCategory } from './notification-category.entity.js';

/** A tenant whose registry is used. Without `tenantId`, or with `''`, it is the registry that all tenants share. */
export type Tenant = Pick<Owner, 'tenantId'>;

/** Returns the place of the category at a position in a call, for error messages. */
export type PlaceOf = (
  position: number,
) => Pick<WrongValue, 'path' | 'parameter' | 'requestParameter'>;

const PAGE_RULES = pageRules(categoryCursorRule);

/**
 * Manages the registry of categories. The registry gives a category a title, a default and required channels. A
 * category must be registered only when the option `strictCategories` is true. A tenant's category takes precedence
 * over the shared category of the same name. The option `manager` is called with the actor of the call as the owner.
 */
@Injectable()
export class CategoriesService {
  constructor(
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: CategoriesOptions,
  ) {}

  /**
   * Registers a category of the tenant, or replaces all values of a registered one. It changes no preference. It joins
   * the transaction of `context.manager`.
   * @throws InvalidInputError before it sends anything to the database
   */
  async put(
    tenant: Tenant,
    name: string,
    input: CategoryInput,
    context: CallContext = {},
  ): Promise<NotificationCategory> {
    const [tenantId, checkedName, values, call] = allChecked(
      () => checkedTenant(tenant),
      () => checkedCategoryName(name),
      () => checkedInput(CategoryInput, input),
      () => checkedContext(context),
    );
    const key = { tenantId, name: checkedName };
    return this.transactions.statement(
      { tenantId, ownerId: call.actor },
      call,
      (database, lockTimeoutMs) => saveCategory(database, key, values, call, lockTimeoutMs),
    );
  }

  /**
   * Reads the category `name`: the tenant's own category, or else the shared one.
   * @throws InvalidInputError
   * @throws CategoryNotFoundError
   */
  async get(
    tenant: Tenant,
    name: string,
    context: CallContext = {},
  ): Promise<NotificationCategory> {
    const [tenantId, checkedName, call] = allChecked(
      () => checkedTenant(tenant),
      () => checkedCategoryName(name),
      () => checkedContext(context),
    );
    const database = await this.databaseFor(tenantId, call);
    const request = { names: [checkedName], limit: 1 };
    const [found] = await listCategories(database, tenantId, request);
    if (!found) throw new CategoryNotFoundError();
    return found;
  }

  /**
   * Lists the categories of the tenant and the shared categories, by name in code point order.
   * @throws InvalidInputError
   */
  async list(
    tenant: Tenant,
    page: PageRequest = {},
    context: CallContext = {},
  ): Promise<Page<NotificationCategory>> {
    const [tenantId, { limit = DEFAULT_LIMIT, cursor }, call] = allChecked(
      () => checkedTenant(tenant),
      () => checkedMembers<PageRequest>('page', PAGE_RULES, page),
      () => checkedContext(context),
    );
    const database = await this.databaseFor(tenantId, call);
    const request = { after: categoryBefore(cursor), limit: limit + 1 };
    const categories = await listCategories(database, tenantId, request);
    return pageOf(categories, limit, ({ name }) => [name]);
  }

  /**
   * Deletes a category of the tenant from the registry. Preferences for the category stay and keep their effect. It
   * joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws CategoryNotFoundError when the tenant has no such category of its own
   */
  async delete(tenant: Tenant, name: string, context: CallContext = {}): Promise<void> {
    const [tenantId, checkedName, call] = allChecked(
      () => checkedTenant(tenant),
      () => checkedCategoryName(name),
      () => checkedContext(context),
    );
    const owner = { tenantId, ownerId: call.actor };
    const isDeleted = await this.transactions.statement(owner, call, (database, lockTimeoutMs) =>
      deleteCategory(database, { tenantId, name: checkedName }, call, lockTimeoutMs),
    );
    if (!isDeleted) throw new CategoryNotFoundError();
  }

  /**
   * Checks that all categories are registered, if the option `strictCategories` is true. Null, the global default, is
   * always accepted.
   * @throws UnknownCategoryError
   */
  async refuseUnknown(
    tenantId: string,
    categories: readonly (string | null)[],
    placeOf: PlaceOf,
    database: Database,
  ): Promise<void> {
    const names = categories.filter((category) => category !== null);
    if (!this.options.strictCategories || names.length === 0) return;
    const registered = await listCategories(database, tenantId, { names, limit: names.length });
    const registeredNames = new Set(registered.map(({ name }) => name));
    const wrong = [...categories.entries()]
      .filter(([, category]) => category !== null && !registeredNames.has(category))
      .map(([position]) => ({
        ...placeOf(position),
        code: 'unknown_category',
        fault: 'must be a registered category.',
      }));
    const unknown = names.filter((name) => !registeredNames.has(name));
    if (unknown.length > 0) throw new UnknownCategoryError(unknown, wrong);
  }

  private databaseFor(tenantId: string, call: CallContext & Provenance): Promise<Database> {
    return this.transactions.databaseFor({ tenantId, ownerId: call.actor }, call);
  }
}
