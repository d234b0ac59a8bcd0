import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CallContext, checkedProvenance } from '../call-context.js';
import { checkedTenant, type Owner } from '../caller.js';
import { checkedCategoryCursor } from '../category-name.js';
import { CategoryNotFoundError } from '../category-not-found.error.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging.options.js';
import { checkedLimit, type Page, pageOf, type PageRequest } from '../page.js';
import { settingsOf, settingsResource } from '../preference-settings.js';
import { tableOf } from '../storage/quoted-table.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { UnknownCategoryError } from '../unknown-category.error.js';
import { deleteCategorySql, listCategoriesSql, putCategorySql } from './categories.sql.js';
import type { CategoryInput } from './category.input.js';
import { checkedCategoryName, checkedRegistration } from './checked-category.js';
import {
  NotificationCategory,
  NotificationCategoryVersion,
} from './notification-category.entity.js';

/** Whose registry: a tenant's, or with `''` or nothing what all tenants share. */
export type Tenant = Pick<Owner, 'tenantId'>;

/** What the statements return; times are milliseconds since 1970. */
interface StoredCategory extends Omit<
  NotificationCategory,
  'createdAt' | 'updatedAt' | 'defaultPreference'
> {
  createdAt: number;
  updatedAt: number;
  defaultPreference: ReturnType<typeof settingsResource> | null;
}

/**
 * The registry of categories. A category need not be in it unless the option `strictCategories` says so: it
 * gives one a title, a default, required channels. A tenant's own category stands before a shared one of that name.
 * The option `manager` is asked with the call's actor as the owner.
 */
@Injectable()
export class CategoriesService {
  constructor(
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
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
    const category = checkedRegistration(input);
    const [saved] = (await this.write(tenant, name, context, putCategorySql, [
      category.title,
      category.description,
      category.defaultPreference && JSON.stringify(settingsResource(category.defaultPreference)),
      category.requiredChannels,
      category.optIn,
    ])) as [StoredCategory];
    return categoryOf(saved);
  }

  /**
   * What is registered under `name` for the tenant: its own, else the shared one.
   * @throws CategoryNotFoundError
   */
  async get(
    tenant: Tenant,
    name: string,
    context: CallContext = {},
  ): Promise<NotificationCategory> {
    const names = [checkedCategoryName(name)];
    const [found] = await this.stored(tenant, [names, null, 1], context);
    if (!found) throw new CategoryNotFoundError();
    return found;
  }

  /**
   * All that is registered for the tenant, shared categories included, by name in code point order.
   * @throws InvalidInputError
   */
  async list(
    tenant: Tenant,
    { limit, cursor }: PageRequest = {},
    context: CallContext = {},
  ): Promise<Page<NotificationCategory>> {
    const after = checkedCategoryCursor(cursor);
    const most = checkedLimit(limit);
    const categories = await this.stored(tenant, [null, after, most + 1], context);
    return pageOf(categories, most, ({ name }) => [name]);
  }

  /**
   * Takes the tenant's own category out of the registry. Preferences for it stay, and hold as before.
   * It joins the transaction of `context.manager`.
   * @throws CategoryNotFoundError where the tenant has none of its own
   */
  async delete(tenant: Tenant, name: string, context: CallContext = {}): Promise<void> {
    const [gone] = await this.write(tenant, name, context, deleteCategorySql, []);
    if (!gone) throw new CategoryNotFoundError();
  }

  /**
   * Where only registered categories are taken, refuses others; null, the global default, is none.
   * @throws UnknownCategoryError
   */
  async refuseUnknown(
    tenantId: string,
    categories: readonly (string | null)[],
    manager: EntityManager,
  ): Promise<void> {
    const names = categories.filter((category) => category !== null);
    if (!this.options.strictCategories || names.length === 0) return;
    const registered = await this.query(manager, [tenantId, names, null, names.length]);
    const unknown = names.filter((name) => !registered.some((category) => category.name === name));
    if (unknown.length > 0) throw new UnknownCategoryError(unknown);
  }

  private async write(
    tenant: Tenant,
    name: string,
    context: CallContext,
    sql: typeof putCategorySql,
    values: unknown[],
  ): Promise<StoredCategory[]> {
    const tenantId = checkedTenant(tenant);
    const { actor, credentialId, via, requestId } = checkedProvenance(context);
    const key = [tenantId, checkedCategoryName(name), actor, credentialId, via, requestId];
    return this.transactions.write({ tenantId, ownerId: actor }, context, (manager) =>
      manager.query<StoredCategory[]>(sql(tablesOf(manager)), [...key, ...values]),
    );
  }

  private async stored(tenant: Tenant, request: unknown[], context: CallContext) {
    const tenantId = checkedTenant(tenant);
    const { actor } = checkedProvenance(context);
    const manager = await this.transactions.managerFor({ tenantId, ownerId: actor }, context);
    return this.query(manager, [tenantId, ...request]);
  }

  private async query(manager: EntityManager, parameters: unknown[]) {
    const sql = listCategoriesSql(tablesOf(manager));
    return (await manager.query<StoredCategory[]>(sql, parameters)).map(categoryOf);
  }
}

function categoryOf(stored: StoredCategory): NotificationCategory {
  const { defaultPreference } = stored;
  return Object.assign(new NotificationCategory(), stored, {
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
    defaultPreference: defaultPreference && settingsOf(defaultPreference),
  });
}

function tablesOf(manager: EntityManager) {
  return {
    categories: tableOf(manager, NotificationCategory),
    versions: tableOf(manager, NotificationCategoryVersion),
  };
}
