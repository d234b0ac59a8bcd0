import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { WrongValue } from '../../http/problems/domain.error.js';
import { checkedInput } from '../../http/input/check-input.js';
import { checkedLimit, type Page, pageOf, type PageRequest } from '../../http/lists/page.js';
import { type CallContext, checkedProvenance } from '../callers/caller.js';
import { checkedTenant, type Owner } from '../callers/caller.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { CategoryNotFoundError, UnknownCategoryError } from './categories.errors.js';
import type { CategoriesOptions } from './categories.options.js';
import { deleteCategory, listCategories, saveCategory } from './categories.store.js';
import { CategoryInput } from './category.input.js';
import { checkedCategoryCursor, checkedCategoryName } from './category-name.js';
import type { NotificationCategory } from './notification-category.entity.js';

/** Whose registry: a tenant's, or with `''` or nothing what all tenants share. */
export type Tenant = Pick<Owner, 'tenantId'>;

/** Where in a call the category at a position was given. */
type PlaceOf = (position: number) => Pick<WrongValue, 'path' | 'parameter'>;

/**
 * The registry of categories. A category need not be in it unless the option `strictCategories` says so; the registry
 * gives it a title, a default, required channels. A tenant's own category comes before a shared one of that name.
 * The option `manager` is asked with the call's actor as the owner.
 */
@Injectable()
export class CategoriesService {
  constructor(
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: CategoriesOptions,
  ) {}

  /**
   * Registers a category of the tenant's own, or replaces what is registered as a whole. It never touches an owner's
   * preference. It joins the transaction of `context.manager`.
   * @throws InvalidInputError before anything is sent to the database
   */
  async put(
    tenant: Tenant,
    name: string,
    input: CategoryInput,
    context: CallContext = {},
  ): Promise<NotificationCategory> {
    const checked = checkedInput(CategoryInput, input);
    const key = { tenantId: checkedTenant(tenant), name: checkedCategoryName(name) };
    const provenance = checkedProvenance(context);
    const owner = { tenantId: key.tenantId, ownerId: provenance.actor };
    return this.transactions.statement(owner, context, (manager) =>
      saveCategory(manager, key, checked, provenance),
    );
  }

  /**
   * What is registered under `name` for the tenant: its own category, else the shared one.
   * @throws InvalidInputError
   * @throws CategoryNotFoundError
   */
  async get(
    tenant: Tenant,
    name: string,
    context: CallContext = {},
  ): Promise<NotificationCategory> {
    const names = [checkedCategoryName(name)];
    const tenantId = checkedTenant(tenant);
    const manager = await this.managerFor(tenantId, context);
    const [found] = await listCategories(manager, tenantId, { names, limit: 1 });
    if (!found) throw new CategoryNotFoundError();
    return found;
  }

  /**
   * All that is registered for the tenant, shared categories included, by name in code point order.
   * @throws InvalidInputError
   */
  async list(
    tenant: Tenant,
    page: PageRequest = {},
    context: CallContext = {},
  ): Promise<Page<NotificationCategory>> {
    const after = checkedCategoryCursor(page.cursor);
    const limit = checkedLimit(page.limit);
    const tenantId = checkedTenant(tenant);
    const manager = await this.managerFor(tenantId, context);
    const categories = await listCategories(manager, tenantId, { after, limit: limit + 1 });
    return pageOf(categories, limit, ({ name }) => [name]);
  }

  /**
   * Takes the tenant's own category out of the registry. Preferences for it stay, and hold as before.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws CategoryNotFoundError where the tenant has none of its own
   */
  async delete(tenant: Tenant, name: string, context: CallContext = {}): Promise<void> {
    const key = { tenantId: checkedTenant(tenant), name: checkedCategoryName(name) };
    const provenance = checkedProvenance(context);
    const owner = { tenantId: key.tenantId, ownerId: provenance.actor };
    const isDeleted = await this.transactions.statement(owner, context, (manager) =>
      deleteCategory(manager, key, provenance),
    );
    if (!isDeleted) throw new CategoryNotFoundError();
  }

  /**
   * Where only registered categories are taken, refuses others; null, the global default, is none.
   * @throws UnknownCategoryError
   */
  async refuseUnknown(
    tenantId: string,
    categories: readonly (string | null)[],
    placeOf: PlaceOf,
    manager: EntityManager,
  ): Promise<void> {
    const names = categories.filter((category) => category !== null);
    if (!this.options.strictCategories || names.length === 0) return;
    const registered = await listCategories(manager, tenantId, { names, limit: names.length });
    const known = new Set(registered.map(({ name }) => name));
    const wrong = [...categories.entries()]
      .filter(([, category]) => category !== null && !known.has(category))
      .map(([position]) => ({
        ...placeOf(position),
        code: 'unknown_category',
        fault: 'must be a registered category.',
      }));
    const unknown = names.filter((name) => !known.has(name));
    if (unknown.length > 0) throw new UnknownCategoryError(unknown, wrong);
  }

  private managerFor(tenantId: string, context: CallContext): Promise<EntityManager> {
    const { actor } = checkedProvenance(context);
    return this.transactions.managerFor({ tenantId, ownerId: actor }, context);
  }
}
