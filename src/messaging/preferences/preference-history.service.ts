import { Injectable } from '@nestjs/common';
import { positionIn } from '../../http/cursor.js';
import type { CallContext } from '../call-context.js';
import { checkedOwner, type Owner } from '../caller.js';
import type { PreferenceChange } from '../messaging.options.js';
import { checkedLimit, malformedCursor, type Page, pageOf, type PageRequest } from '../page.js';
import { PreferenceNotFoundError } from '../preference-not-found.error.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { isPreferenceId } from './entity-tag.js';
import { historySql } from './history.sql.js';
import { changeOf, type StoredChange } from './stored-change.js';
import { preferenceTables } from './stored-preference.js';

/** Which changes of an owner's preferences. */
export interface PreferenceHistoryRequest extends PageRequest {
  /** Those of one preference, which may be deleted by now; absent, of all. */
  preferenceId?: string;
}

/** Tells what was changed, by whom, when and how. */
@Injectable()
export class PreferenceHistoryService {
  constructor(private readonly transactions: TransactionsService) {}

  /**
   * Every real change of the owner's preferences, deletions included, the latest first. In the order of time
   * each `before` is the `after` of the change before it. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws PreferenceNotFoundError when the owner never had a preference of that id
   */
  async list(
    owner: Owner,
    { preferenceId, limit, cursor }: PreferenceHistoryRequest = {},
    context: CallContext = {},
  ): Promise<Page<PreferenceChange>> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const most = checkedLimit(limit);
    const position = checkedPosition(cursor, preferenceId);
    if (preferenceId !== undefined && !isPreferenceId(preferenceId)) {
      throw new PreferenceNotFoundError();
    }
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    const stored = await manager.query<StoredChange[]>(historySql(preferenceTables(manager)), [
      tenantId,
      ownerId,
      preferenceId,
      ...position,
      most + 1,
    ]);
    if (preferenceId !== undefined && stored.length === 0 && cursor === undefined) {
      throw new PreferenceNotFoundError();
    }
    return pageOf(stored.map(changeOf), most, ({ after }) => [
      after.changedAt.toISOString(),
      after.preferenceId,
      after.version,
    ]);
  }
}

/**
 * Where the page before ended: a time, a preference's id and a version; nulls without a cursor.
 * @throws InvalidInputError also where the cursor is of another preference than the one that is asked for
 */
function checkedPosition(
  cursor: string | undefined,
  preferenceId: string | undefined,
): readonly unknown[] {
  if (cursor === undefined) return [null, null, null];
  const position = positionIn(cursor) ?? [];
  const [time, id, version, ...others] = position;
  const isTime =
    typeof time === 'string' && /^\d{4}-.*Z$/.test(time) && !Number.isNaN(Date.parse(time));
  const isVersion =
    Number.isInteger(version) && (version as number) > 0 && (version as number) < 1e9;
  const isOfThisList = isPreferenceId(id) && (preferenceId ?? id) === id;
  if (!isTime || !isOfThisList || !isVersion || others.length > 0) throw malformedCursor();
  return position;
}
