import { Inject, Injectable } from '@nestjs/common';
import { allChecked, checkedMembers } from '../../http/input/check-input.js';
import { argument, list, optional } from '../../http/input/rules.js';
import type { Database } from '../../postgres/database.js';
import { refuseOwners } from '../callers/acting-for.js';
import {
  type CallContext,
  type Caller,
  checkedCaller,
  checkedContext,
  idRule,
  tenantRule,
} from '../callers/caller.js';
import type { CallersOptions } from '../callers/callers.options.js';
import { CategoriesService } from '../categories/categories.service.js';
import { categoryOrNullRule } from '../categories/category-name.js';
import { columnsOf, SYSTEM_DEFAULT } from '../channels/preference-values.js';
import { categoryColumn } from '../preferences/notification-preference.entity.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { type Decision, decisionOf, type DecisionRow } from './decision.js';
import { decisionsForManySql } from './decisions-for-many.sql.js';
import type { DecisionsOptions } from './decisions.options.js';

/** SQL with its parameters: `$1` in the text is the first parameter. */
export interface SqlStatement {
  text: string;
  parameters: readonly unknown[];
}

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

/** A notification whose decisions are wanted, for some owners. */
export interface PreviewRequest {
  /** The category. Null means every category with neither a preference nor a registration. */
  category: string | null;
  /** At most `MAX_OWNERS` different ones. A repeated one counts once. */
  ownerIds: readonly string[];
}

/** The limit on the owners in one preview. */
export const MAX_OWNERS = 10_000;

const PREVIEW_RULES = { category: categoryOrNullRule, ownerIds: list(idRule, MAX_OWNERS) };

const OF_LIST: SqlStatement['text'] = 'SELECT unnest($1::text[]) AS owner_id';

/** Decides for any number of recipients in the database, in one statement. */
@Injectable()
export class DecisionsForManyService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly categories: CategoriesService,
    @Inject(MESSAGING_OPTIONS)
    private readonly options: DecisionsOptions & Pick<CallersOptions, 'mayActFor'>,
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
   * await database.query(
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
    const database = await this.transactions.databaseForTenant(tenantId, call);
    const place = () => ({ parameter: 'category' });
    await this.categories.refuseUnknown(tenantId, [category], place, database);
    return this.statementFor(database, { tenantId, category, recipients });
  }

  private statementFor(
    database: Database,
    { tenantId, category, recipients }: Required<ManyRecipients>,
  ): SqlStatement {
    const count = recipients.parameters.length;
    const text = decisionsForManySql(database, recipients.text, {
      tenant: `$${count + 1}`,
      category: `$${count + 2}`,
      systemDefault: `$${count + 3}`,
    });
    const systemDefault = columnsOf(this.options.systemDefault ?? SYSTEM_DEFAULT);
    const added = [tenantId, categoryColumn.to(category), JSON.stringify(systemDefault)];
    return { text, parameters: [...recipients.parameters, ...added] };
  }

  /**
   * Decides for owners of the caller's tenant what would happen to a notification now, in one query and in their order.
   * It stores nothing. With the option `manager`, and without `context.manager`, it reads where the caller's own
   * preferences are.
   * @throws InvalidInputError
   * @throws UnknownCategoryError when only registered categories are accepted
   * @throws OwnersNotFoundError when the option `mayActFor` refuses one of the owners
   */
  async preview(
    caller: Caller,
    request: PreviewRequest,
    context: CallContext = {},
  ): Promise<Decision[]> {
    const [{ ownerId, tenantId = '' }, { category, ownerIds }, call] = allChecked(
      () => checkedCaller(caller),
      () => checkedMembers<PreviewRequest>('request', PREVIEW_RULES, request),
      () => checkedContext(context),
    );
    await refuseOwners(this.options, caller, ownerIds);
    const database = await this.transactions.databaseFor({ tenantId, ownerId }, call);
    const wanted = [...new Set(ownerIds)];
    const recipients = { text: OF_LIST, parameters: [wanted] };
    const place = () => ({ path: ['category'] });
    await this.categories.refuseUnknown(tenantId, [category], place, database);
    const { text, parameters } = this.statementFor(database, { tenantId, category, recipients });
    const rows = await database.query<DecisionRow[]>(text, [...parameters]);
    const decisions = new Map(rows.map((row) => [row.owner_id, decisionOf(row)]));
    return wanted.flatMap((id) => decisions.get(id) ?? []);
  }
}

function isSqlStatement(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { text, parameters, ...others } = value as Partial<SqlStatement>;
  const isWhole = typeof text === 'string' && Array.isArray(parameters);
  return isWhole && Object.keys(others).length === 0;
}
