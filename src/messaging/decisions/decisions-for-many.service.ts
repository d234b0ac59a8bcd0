import { Inject, Injectable } from '@nestjs/common';
import { allChecked, checkedMembers } from '../../http/input/check-input.js';
import { argument, optional } from '../../http/input/rules.js';
import { type CallContext, checkedContext, tenantRule } from '../callers/caller.js';
import { CategoriesService } from '../categories/categories.service.js';
import { categoryOrNullRule } from '../categories/category-name.js';
import type { Channel } from '../channels/channels.js';
import { columnsOf, SYSTEM_DEFAULT } from '../channels/preference-values.js';
import { categoryColumn } from '../preferences/notification-preference.entity.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { decisionsForManySql } from './decisions-for-many.sql.js';
import type { DecisionsOptions } from './decisions.options.js';
import type { BatchedChannelState, ChannelReason, PreferenceSource } from './resolution.js';

/** SQL with its parameters: `$1` in the text is the first parameter. */
export interface SqlStatement {
  text: string;
  parameters: readonly unknown[];
}

/**
 * A row of `DecisionsForManyService.statement`: the channels of an `EffectivePreference` as columns. `email_enabled` is
 * `channels.email.enabled`, `email_digest` is `channels.email.digest`, and `email_reason` is `channels.email.reason`.
 */
export type DecisionRow = {
  owner_id: string;
  source: PreferenceSource;
  preference_id: string | null;
  preference_version: number | null;
} & Record<`${Channel}_enabled`, boolean> &
  Record<`${Channel}_reason`, ChannelReason | null> & {
    email_digest: BatchedChannelState['digest'];
  };

/** The recipients of a notification. */
export interface ManyRecipients {
  /** The tenant of all recipients. */
  tenantId?: string;
  /** The category. Null means every category with neither a preference nor a registration. */
  category: string | null;
  /**
   * A SELECT with the column `owner_id`, one recipient in each row. The text is used unchecked, so it must be trusted.
   */
  recipients: SqlStatement;
}

const REQUEST_RULES = {
  tenantId: optional(tenantRule),
  category: categoryOrNullRule,
  recipients: argument(
    isSqlStatement,
    'an object with only text, a string, and parameters, a list',
  ),
};

/** Decides for any number of recipients in the database, in one statement. */
@Injectable()
export class DecisionsForManyService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    @Inject(MESSAGING_OPTIONS) private readonly options: DecisionsOptions,
  ) {}

  /**
   * Makes a SELECT that decides like `DecisionsService.effectivePreference`. Run it alone or within another statement,
   * on the data source or on the manager of `context`. It returns a `DecisionRow` for each row of `recipients`, in no
   * order. The parameters of `recipients` keep their numbers.
   * @throws InvalidInputError
   * @throws UnknownCategoryError when only registered categories are accepted
   * @example
   * ```ts
   * const { text, parameters } = await decisionsForMany.statement({
   *   category: 'billing',
   *   recipients: {
   *     text: 'SELECT user_id AS owner_id FROM member WHERE team_id = $1',
   *     parameters: [teamId],
   *   },
   * });
   * await manager.query(
   *   `INSERT INTO outbox (user_id, digest)
   *    SELECT owner_id, email_digest FROM (${text}) AS decision WHERE email_enabled`,
   *   [...parameters],
   * );
   * ```
   */
  async statement(request: ManyRecipients, context: CallContext = {}): Promise<SqlStatement> {
    const [{ tenantId = '', category, recipients }, call] = allChecked(
      () => checkedMembers<ManyRecipients>('request', REQUEST_RULES, request),
      () => checkedContext(context),
    );
    const manager = await this.transactions.managerForTenant(tenantId, call);
    const place = () => ({ parameter: 'category' });
    await this.categories.refuseUnknown(tenantId, [category], place, manager);
    const count = recipients.parameters.length;
    const text = decisionsForManySql(manager, recipients.text, {
      tenant: `$${count + 1}`,
      category: `$${count + 2}`,
      systemDefault: `$${count + 3}`,
    });
    const systemDefault = columnsOf(this.options.systemDefault ?? SYSTEM_DEFAULT);
    const added = [tenantId, categoryColumn.to(category), JSON.stringify(systemDefault)];
    return { text, parameters: [...recipients.parameters, ...added] };
  }
}

function isSqlStatement(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { text, parameters, ...others } = value as Partial<SqlStatement>;
  const isWhole = typeof text === 'string' && Array.isArray(parameters);
  return isWhole && Object.keys(others).length === 0;
}
