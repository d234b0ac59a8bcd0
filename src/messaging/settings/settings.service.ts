import { Injectable } from '@nestjs/common';
import { allChecked, checkedInput, checkedMembers } from '../../http/input/check-input.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { positionIn } from '../../http/lists/cursor.js';
import {
  cursorRule,
  DEFAULT_LIMIT,
  type Page,
  pageOf,
  type PageRequest,
  pageRules,
} from '../../http/lists/page.js';
import type { Database } from '../../postgres/database.js';
import { type CallContext, checkedContext, checkedOwner, type Owner } from '../callers/caller.js';
import { expectedVersions } from '../preferences/entity-tag.js';
import { PreconditionFailedError } from '../preferences/preferences.errors.js';
import {
  bothConditions,
  UPSERT_CONTEXT,
  type UpsertContext,
} from '../preferences/write-conditions.js';
import { TransactionsService } from '../storage/transactions.service.js';
import { SettingsInput } from './settings.input.js';
import {
  findSettings,
  listSettingsChanges,
  type SettingsChange,
  writeSettings,
} from './settings.store.js';
import { DEFAULT_SETTINGS, type OwnerSettings, settingsFrom } from './settings-values.js';
import { TimeZones } from './time-zones.service.js';

const MAX_VERSION = 1e9;

/** The rule for the cursors of the history of settings. */
export const settingsCursorRule = cursorRule(
  ([version, ...others]) =>
    Number.isInteger(version) &&
    (version as number) > 0 &&
    (version as number) < MAX_VERSION &&
    others.length === 0,
);

/** Stores the settings of owners: what holds for all of their notifications. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly timeZones: TimeZones,
  ) {}

  /**
   * Reads the owner's settings. Without stored ones it returns the defaults, with null for `id` and the times. It joins
   * the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async get(owner: Owner, context: CallContext = {}): Promise<OwnerSettings> {
    const [checked, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedContext(context),
    );
    const database = await this.transactions.databaseFor(checked, call);
    const absent = { id: null, version: 0, createdAt: null, updatedAt: null };
    return (
      (await findSettings(database, checked)) ?? { ...checked, ...DEFAULT_SETTINGS, ...absent }
    );
  }

  /**
   * Creates or replaces the owner's settings. It replaces all values: an absent one becomes its default. It is
   * idempotent: a repeated call does not even change `updatedAt`. A change of a value is stored as a version with
   * `context.actor`. It changes no preference. It joins the transaction of `context.manager`.
   * @returns the stored settings
   * @throws InvalidInputError, also when the database does not know the time zone
   * @throws PreconditionFailedError when the stored settings do not have the version in `context.ifMatch`, or when
   * `context.ifNoneMatch` is set and there are settings
   * @example await settings.put({ ownerId: 'ada' }, { timeZone: 'Europe/Vienna', dailyDigestAt: '07:30' });
   */
  async put(
    owner: Owner,
    input: SettingsInput,
    context: UpsertContext = {},
  ): Promise<OwnerSettings> {
    const [checked, given, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedInput(SettingsInput, input),
      () => checkedContext<UpsertContext>(context, UPSERT_CONTEXT),
    );
    if (call.ifMatch && call.ifNoneMatch) throw bothConditions();
    const values = settingsFrom(given);
    const database = await this.transactions.databaseFor(checked, call);
    await this.refuseUnknownZone(values.timeZone, database);
    const write = {
      owner: checked,
      values,
      provenance: call,
      expected: expectedVersions(call.ifMatch),
      ifNoneMatch: call.ifNoneMatch,
    };
    const { manager } = database;
    return this.transactions.statement(checked, { manager }, async (database, lockTimeoutMs) => {
      const written = await writeSettings(database, write, lockTimeoutMs);
      if (!written) throw new PreconditionFailedError();
      return written;
    });
  }

  /**
   * Lists the changes of the owner's settings, newest first. It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async history(
    owner: Owner,
    request: PageRequest = {},
    context: CallContext = {},
  ): Promise<Page<SettingsChange>> {
    const [checked, { limit = DEFAULT_LIMIT, cursor }, call] = allChecked(
      () => checkedOwner(owner),
      () => checkedMembers<PageRequest>('request', pageRules(settingsCursorRule), request),
      () => checkedContext(context),
    );
    const [before] = (cursor === undefined ? [] : positionIn(cursor)) as [number?];
    const database = await this.transactions.databaseFor(checked, call);
    const changes = await listSettingsChanges(database, {
      owner: checked,
      before,
      limit: limit + 1,
    });
    return pageOf(changes, limit, ({ after }) => [after.version]);
  }

  private async refuseUnknownZone(name: string | null, database: Database): Promise<void> {
    if (name === null || (await this.timeZones.has(name, database))) return;
    const fault = 'must be the name of a time zone, such as Europe/Vienna.';
    throw new InvalidInputError([{ path: ['timeZone'], code: 'invalid_value', fault }]);
  }
}
