import { Injectable } from '@nestjs/common';
import { allChecked, checkedMembers } from '../../http/input/check-input.js';
import { optional, string } from '../../http/input/rules.js';
import { positionIn } from '../../http/lists/cursor.js';
import {
  cursorRule,
  DEFAULT_LIMIT,
  malformedCursor,
  type Page,
  pageOf,
  type PageRequest,
  pageRules,
} from '../../http/lists/page.js';
import { isTime } from '../../postgres/times.js';
import { type CallContext, checkedContext, checkedOwner, type Owner } from '../callers/caller.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { isPreferenceId } from './entity-tag.js';
import { type HistoryPosition, listChanges, listChangesOf, positionOf } from './history.store.js';
import { PreferenceNotFoundError } from './preferences.errors.js';
import type { PreferenceChange } from './preferences.options.js';

/** Selects changes of an owner's preferences. */
export interface PreferenceHistoryRequest extends PageRequest {
  /** The id of one preference, which may be deleted. By default the changes are of all preferences. */
  preferenceId?: string;
}

/** The rule for the cursors of every history. */
export const historyCursorRule = cursorRule(
  ([changedAt, id, version, ...others]) =>
    isTime(changedAt) && isPreferenceId(id) && isVersion(version) && others.length === 0,
);

const REQUEST_RULES = {
  // A text that is not an id is an id that no preference has.
  preferenceId: optional(string({}, () => undefined)),
  ...pageRules(historyCursorRule),
};

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
    request: PreferenceHistoryRequest = {},
    context: CallContext = {},
  ): Promise<Page<PreferenceChange>> {
    const [checked, { preferenceId, limit = DEFAULT_LIMIT, cursor }, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedMembers<PreferenceHistoryRequest>('request', REQUEST_RULES, request),
      () => checkedContext(context),
    );
    const after = positionAfter(cursor, preferenceId);
    if (preferenceId !== undefined && !isPreferenceId(preferenceId)) {
      throw new PreferenceNotFoundError();
    }
    const database = await this.transactions.databaseFor(checked, call);
    const selected = { owner: checked, after, limit: limit + 1 };
    const changes =
      preferenceId === undefined
        ? await listChanges(database, selected)
        : await listChangesOf(database, preferenceId, selected);
    if (preferenceId !== undefined && changes.length === 0 && cursor === undefined) {
      throw new PreferenceNotFoundError();
    }
    return pageOf(changes, limit, (change) => {
      const { changedAt, id, version } = positionOf(change);
      return [changedAt, id, version];
    });
  }
}

/**
 * Decodes a checked cursor.
 * @throws InvalidInputError when the cursor is of another preference than `preferenceId`
 */
function positionAfter(
  cursor: string | undefined,
  preferenceId: string | undefined,
): HistoryPosition | undefined {
  if (cursor === undefined) return undefined;
  const [changedAt, id, version] = positionIn(cursor) as [number, string, number];
  if (preferenceId !== undefined && preferenceId !== id) throw malformedCursor();
  return { changedAt, id, version };
}

function isVersion(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 1e9;
}
