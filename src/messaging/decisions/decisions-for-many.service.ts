import { Inject, Injectable } from '@nestjs/common';
import type { CallContext } from '../callers/caller.js';
import { checkedTenant } from '../callers/caller.js';
import { CategoriesService } from '../categories/categories.service.js';
import { checkedCategory } from '../categories/category-name.js';
import { columnsOf, SYSTEM_DEFAULT } from '../channels/preference-values.js';
import { categoryColumn } from '../preferences/notification-preference.entity.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { decisionsForManySql } from './decisions-for-many.sql.js';
import type { DecisionsOptions } from './decisions.options.js';

/** SQL with its parameters: `$1` in the text is the first. */
export interface SqlStatement {
  text: string;
  parameters: readonly unknown[];
}

/** Whom a notification is for. */
export interface ManyRecipients {
  /** The tenant they all belong to. */
  tenantId?: string;
  /** Null is every category that has neither a preference nor a registration of its own. */
  category: string | null;
  /** A SELECT whose column `owner_id` names a recipient in each row. It is the host's own; nothing in it is checked. */
  recipients: SqlStatement;
}

/** Decides for as many recipients as there are, in the database and in one statement. */
@Injectable()
export class DecisionsForManyService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    @Inject(MESSAGING_OPTIONS) private readonly options: DecisionsOptions,
  ) {}

  /**
   * A SELECT to run by itself or within another statement, on the data source or the manager of `context`. It has a row
   * for each row of `recipients`, in no order: `owner_id`, `source`, `preference_id`, `preference_version`, `digest`,
   * and for each channel whether it delivers and why, as in `in_app_enabled` and `in_app_reason`, which is null where
   * the channel is on because its flag is. It is what `DecisionsService.effectivePreference` says of each. The parameters
   * of `recipients` keep their numbers.
   * @throws InvalidInputError
   * @throws UnknownCategoryError where only registered categories are taken
   * @example
   * const { text, parameters } = await decisionsForMany.statement({
   *   category: 'billing',
   *   recipients: { text: 'SELECT user_id AS owner_id FROM member WHERE team_id = $1', parameters: [teamId] },
   * });
   * await manager.query(
   *   `INSERT INTO outbox (user_id, digest) SELECT owner_id, digest FROM (${text}) AS decision WHERE email_enabled`,
   *   parameters,
   * );
   */
  async statement(
    { tenantId, category, recipients }: ManyRecipients,
    context: CallContext = {},
  ): Promise<SqlStatement> {
    const tenant = checkedTenant({ tenantId });
    const asked = checkedCategory(category);
    const manager = await this.transactions.managerForTenant(tenant, context);
    const place = () => ({ parameter: 'category' });
    await this.categories.refuseUnknown(tenant, [asked], place, manager);
    const before = recipients.parameters.length;
    const text = decisionsForManySql(manager, recipients.text, {
      tenant: `$${before + 1}`,
      category: `$${before + 2}`,
      systemDefault: `$${before + 3}`,
    });
    const systemDefault = columnsOf(this.options.systemDefault ?? SYSTEM_DEFAULT);
    const own = [tenant, categoryColumn.to(asked), JSON.stringify(systemDefault)];
    return { text, parameters: [...recipients.parameters, ...own] };
  }
}
