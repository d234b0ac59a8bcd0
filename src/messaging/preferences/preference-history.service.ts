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
import { type CallContext, checkedOwner, type Owner } from '../callers/caller.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { isPreferenceId } from './write-conditions.js';
import { type HistoryPosition, listChanges, listChangesOf, positionOf } from './history.store.js';
import { PreferenceNotFoundError } from './preferences.errors.js';
import type { PreferenceChange } from './preferences.options.js';

/** Selects changes of an owner's preferences. */
export interface PreferenceHistoryRequest extends PageRequest {
  /** The id of one preference, which may be deleted. By default the changes are of all preferences. */
  preferenceId?: string;
}

/** Reads the history of preferences: every change with its actor, time and origin. */
@Injectable()
export class PreferenceHistoryService {
  constructor(private readonly transactions: TransactionsService) {}

  /**
   * Lists the changes of the owner's preferences, including deletions, newest first. For one preference, the `before`
   * of each change is the `after` of the previous change. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   * @throws PreferenceNotFoundError when the owner never had a preference with this id
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
 * Decodes a cursor.
 * @throws InvalidInputError, also when the cursor is of another preference than `preferenceId`
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
