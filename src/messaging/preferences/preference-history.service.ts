import { Injectable } from '@nestjs/common';
import { positionIn } from '../../http/lists/cursor.js';
import {
  checkedLimit,
  malformedCursor,
  type Page,
  pageOf,
  type PageRequest,
} from '../../http/lists/page.js';
import { isTime } from '../../postgres/times.js';
import type { CallContext } from '../callers/caller.js';
import { checkedOwner, type Owner } from '../callers/caller.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { isPreferenceId } from './write-conditions.js';
import { type HistoryPosition, listChanges, listChangesOf, positionOf } from './history.store.js';
import { PreferenceNotFoundError } from './preferences.errors.js';
import type { PreferenceChange } from './preferences.options.js';

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
    const size = checkedLimit(limit);
    const request = {
      owner: checkedOwner(owner),
      after: checkedPosition(cursor, preferenceId),
      limit: size + 1,
    };
    if (preferenceId !== undefined && !isPreferenceId(preferenceId)) {
      throw new PreferenceNotFoundError();
    }
    const manager = await this.transactions.managerFor(request.owner, context);
    const changes =
      preferenceId === undefined
        ? await listChanges(manager, request)
        : await listChangesOf(manager, preferenceId, request);
    if (preferenceId !== undefined && changes.length === 0 && cursor === undefined) {
      throw new PreferenceNotFoundError();
    }
    return pageOf(changes, size, (change) => {
      const { changedAt, id, version } = positionOf(change);
      return [changedAt, id, version];
    });
  }
}

/**
 * Where the page before ended.
 * @throws InvalidInputError, also where the cursor is of another preference than the one that is asked for
 */
function checkedPosition(
  cursor: string | undefined,
  preferenceId: string | undefined,
): HistoryPosition | undefined {
  if (cursor === undefined) return undefined;
  const [changedAt, id, version, ...others] = positionIn(cursor) ?? [];
  const isOfThisList = isPreferenceId(id) && (preferenceId ?? id) === id;
  const isPosition = isTime(changedAt) && isOfThisList && isVersion(version);
  if (!isPosition || others.length > 0) throw malformedCursor();
  return { changedAt, id, version };
}

function isVersion(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 1e9;
}
