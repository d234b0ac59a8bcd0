import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { CallContext } from '../call-context.js';
import type { Owner } from '../caller.js';
import type { PreferenceSettings, settingsResource } from '../preference-settings.js';
import { categoryColumn } from '../preferences/notification-preference.entity.js';
import { byPosition } from '../storage/by-position.js';
import { Gathering } from '../storage/gathering.js';
import { MESSAGING_DATA_SOURCE } from '../storage/messaging-data-source.js';
import { TransactionsService } from '../storage/transactions.service.js';
import type { EffectivePreference, ResolutionInput } from './effective-preference.js';
import {
  effectivePreferencesAsOfSql,
  effectivePreferenceSql,
  effectivePreferencesSql,
  gatheredPreferencesSql,
} from './effective-preferences.sql.js';
import { resolutionTables } from './resolution-tables.js';

/** What resolution looks at; the settings are null where the owner stored nothing. */
export type ResolutionRow = Pick<
  EffectivePreference,
  'ownerId' | 'category' | 'preferenceId' | 'preferenceVersion'
> &
  Pick<ResolutionInput, 'isOwn' | 'requiredChannels' | 'optIn'> & {
    [Setting in keyof PreferenceSettings]: PreferenceSettings[Setting] | null;
  } & { defaultPreference: ReturnType<typeof settingsResource> | null };

/** For which categories, all that there are where none are given, and when. */
export interface Asked {
  asked?: readonly (string | null)[] | undefined;
  asOf?: Date | undefined;
}

interface OneAsked extends Required<Owner> {
  category: string;
}

/** Reads what resolution looks at. */
@Injectable()
export class ResolutionRowsService implements BeforeApplicationShutdown {
  private readonly gathering = new Gathering<OneAsked, ResolutionRow>({
    together: (all) => this.together(all),
    alone: (one) => this.ofOne(one, this.dataSource.manager),
  });

  constructor(
    @Inject(MESSAGING_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly transactions: TransactionsService,
  ) {}

  /** Of one owner; a single category of today shares a statement with what others ask at the same time. */
  async ofOwner(
    owner: Required<Owner>,
    { asked, asOf }: Asked,
    manager: EntityManager,
    context: CallContext,
  ): Promise<ResolutionRow[]> {
    const [first, ...others] = asked ?? [];
    if (asOf || first === undefined || others.length > 0) {
      return this.ofOwners(owner.tenantId, [owner.ownerId], { asked, asOf }, manager);
    }
    const one = { ...owner, category: categoryColumn.to(first) };
    const isShared = this.transactions.mayShare(context);
    return [await (isShared ? this.gathering.submit(one) : this.ofOne(one, manager))];
  }

  /** Of each of the owners, in their order. */
  ofOwners(
    tenantId: string,
    ownerIds: readonly string[],
    { asked, asOf }: Asked,
    manager: EntityManager,
  ): Promise<ResolutionRow[]> {
    const sql = asOf ? effectivePreferencesAsOfSql : effectivePreferencesSql;
    const parameters = [tenantId, ownerIds, asked?.map(categoryColumn.to)];
    if (asOf) parameters.push(asOf.toISOString());
    return manager.query<ResolutionRow[]>(sql(resolutionTables(manager)), parameters);
  }

  /** What waits is done before the database is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.gathering.drained();
  }

  private async ofOne(
    { tenantId, ownerId, category }: OneAsked,
    manager: EntityManager,
  ): Promise<ResolutionRow> {
    const sql = effectivePreferenceSql(resolutionTables(manager));
    const rows = await manager.query<[ResolutionRow]>(sql, [tenantId, ownerId, category]);
    return rows[0];
  }

  private async together(all: readonly OneAsked[]): Promise<ResolutionRow[]> {
    const { manager } = this.dataSource;
    const rows = await manager.query<(ResolutionRow & { position: number })[]>(
      gatheredPreferencesSql(resolutionTables(manager)),
      [
        all.map(({ tenantId }) => tenantId),
        all.map(({ ownerId }) => ownerId),
        all.map(({ category }) => category),
      ],
    );
    return byPosition(rows);
  }
}
