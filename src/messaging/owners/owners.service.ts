import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { newUuid } from '../../http/uuid.js';
import { type CallContext, checkedProvenance } from '../call-context.js';
import { checkedOwner, type Owner } from '../caller.js';
import {
  MESSAGING_OPTIONS,
  type MessagingOptions,
  type PreferenceChange,
} from '../messaging.options.js';
import { historySql } from '../preferences/history.sql.js';
import { NotificationPreferenceVersion } from '../preferences/notification-preference-version.entity.js';
import type { NotificationPreference } from '../preferences/notification-preference.entity.js';
import { listPreferencesSql } from '../preferences/preferences.sql.js';
import { changeOf, type StoredChange } from '../preferences/stored-change.js';
import {
  preferenceOf,
  preferenceTables,
  type StoredPreference,
} from '../preferences/stored-preference.js';
import { functionBeside, tableOf } from '../storage/quoted-table.js';
import { TransactionsService } from '../storage/transactions.service.js';

/** Everything that is stored of one owner. */
export interface OwnerExport extends Required<Owner> {
  exportedAt: Date;
  /** By category, the global default first. */
  preferences: NotificationPreference[];
  /** Every change, the latest first, deletions included. */
  history: PreferenceChange[];
  /** How many changes of others' preferences name the owner as the one who made them. */
  actedForOthers: number;
}

/** What is kept of a person as a whole: taken out for them, or erased. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly transactions: TransactionsService,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /**
   * Everything that is stored of the owner; an owner of whom nothing is stored has an empty export.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async export(owner: Owner, context: CallContext = {}): Promise<OwnerExport> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const key = [tenantId, ownerId];
    const exportedAt = new Date();
    const manager = await this.transactions.managerFor({ tenantId, ownerId }, context);
    const tables = preferenceTables(manager);
    // The history comes last: it holds at least what made the preferences what they are.
    const preferences = await manager.query<StoredPreference[]>(listPreferencesSql(tables), [
      ...key,
      ...Array<null>(3).fill(null),
    ]);
    const history = await manager.query<StoredChange[]>(historySql(tables), [
      ...key,
      ...Array<null>(5).fill(null),
    ]);
    const [acted] = await manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM ${tables.versions}
       WHERE tenant_id = $1::text AND actor COLLATE "C" = $2::text AND actor COLLATE "C" <> owner_id`,
      key,
    );
    return {
      tenantId,
      ownerId,
      exportedAt,
      preferences: preferences.map(preferenceOf),
      history: history.map(changeOf),
      actedForOthers: acted.count,
    };
  }

  /**
   * Erases the owner: their preferences and history go, and where they acted for others their id becomes `erased`.
   * What stays is a row in `notification_erasure`, unless there was nothing to erase. `onChange` is not told.
   * It joins the transaction of `context.manager`.
   * @throws InvalidInputError
   */
  async erase(owner: Owner, context: CallContext = {}): Promise<void> {
    const { tenantId, ownerId } = checkedOwner(owner);
    const { actor, credentialId } = checkedProvenance(context);
    const parameters = [
      tenantId,
      ownerId,
      newUuid(),
      this.hmacOf(tenantId, ownerId),
      // Who erases themselves is not to be found by their credential.
      actor === ownerId ? null : credentialId,
    ];
    await this.transactions.write({ tenantId, ownerId }, context, async (manager) => {
      const erase = functionBeside(
        tableOf(manager, NotificationPreferenceVersion),
        'notification_erase_owner',
      );
      await manager.query(
        `SELECT ${erase}($1::text, $2::text, $3::uuid, $4::text, $5::text)`,
        parameters,
      );
    });
  }

  private hmacOf(tenantId: string, ownerId: string): string | null {
    const { erasureSecret } = this.options;
    if (erasureSecret === undefined) return null;
    const identity = JSON.stringify([tenantId, ownerId]);
    return createHmac('sha256', erasureSecret).update(identity).digest('hex');
  }
}
