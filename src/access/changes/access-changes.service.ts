import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { newUuid } from '../../http/uuid.js';
import { type CallContext, checkedProvenance } from '../../messaging/callers/call-context.js';
import type { Permission } from '../../messaging/callers/permissions.js';
import { tableOf } from '../../postgres/tables.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../access.options.js';
import { ApiKey } from '../api-keys/api-key.entity.js';
import { AccessConflictError } from '../access.errors.js';
import { AccessEvent } from '../events/access-event.entity.js';
import { type Grantor, heldAt } from '../grantor.js';
import { rolesThatGrant } from '../roles/built-in-roles.js';
import { Role } from '../roles/role.entity.js';
import { Recent } from './recent.js';

/** The channel on which servers tell each other that a key or a role has changed. */
export const CHANGES_CHANNEL = 'bellwether_access';

/** What a change did, as its record says it. */
export type WhatHappened = Pick<AccessEvent, 'tenantId' | 'action' | 'subject' | 'details'>;

/** A change that is being made. */
export interface Change {
  /** The transaction that it is made in, and no other change at the same time. */
  manager: EntityManager;
  /** When it happens, by the database's clock, in whole milliseconds. Everything that it stores bears this time. */
  at: Date;
  /** What the grantor may do, read within this transaction. */
  held: readonly Permission[];
  /** Keeps what happened as an event; where nothing is recorded, nothing happened. */
  record: (event: WhatHappened) => Promise<void>;
}

/**
 * Makes changes of keys and roles, one at a time, each with its record; afterwards this server has
 * forgotten at once, and every other one is told to, whatever was remembered of keys and roles.
 */
@Injectable()
export class AccessChangesService {
  private readonly memories: { clear: () => void }[] = [];

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
  ) {}

  /** A memory that every change empties. */
  memory<V extends object>(): Recent<V> {
    const memory = new Recent<V>();
    this.memories.push(memory);
    return memory;
  }

  /** Empties all memories. */
  forget(): void {
    for (const memory of this.memories) memory.clear();
  }

  /**
   * Runs `change` in a transaction of its own, in which no other change runs, and in which the credential of
   * `by` is read again: it may have ended, or lost permissions, since the request was authenticated.
   * @throws CredentialEndedError, ExceedsGrantorError where `by` does not manage access any more,
   * AccessConflictError when nobody could manage access any more
   */
  async make<T>(
    by: Grantor,
    context: CallContext,
    change: (change: Change) => Promise<T>,
  ): Promise<T> {
    const provenance = checkedProvenance(context);
    const result = await this.dataSource.transaction(async (manager) => {
      await manager.query(`LOCK TABLE ${tableOf(manager, Role)} IN SHARE ROW EXCLUSIVE MODE`);
      const at = await clockOf(manager);
      const held = await heldAt(by, manager, at);
      const wasManaged = await this.isManaged(manager);
      const changed = await change({
        manager,
        at,
        held,
        record: (event) => record(manager, { ...event, ...provenance, occurredAt: at }),
      });
      if (wasManaged && !(await this.isManaged(manager))) throw nobodyLeft();
      await manager.query('SELECT pg_notify($1, $2)', [CHANGES_CHANNEL, '']);
      return changed;
    });
    this.forget();
    return result;
  }

  /** Whether a credential of no tenant, which reaches everything, grants `access:manage` now. */
  private async isManaged(manager: EntityManager): Promise<boolean> {
    if (this.options.bootstrapApiKey !== undefined) return true;
    const [{ managed }] = await manager.query<[{ managed: boolean }]>(
      `SELECT EXISTS (
         SELECT 1 FROM ${tableOf(manager, ApiKey)} AS key
         LEFT JOIN ${tableOf(manager, Role)} AS role ON role.name = key.role
         WHERE key.tenant_id = '' AND key.revoked_at IS NULL
           AND (key.expires_at IS NULL OR key.expires_at > clock_timestamp())
           AND (key.role = ANY ($1::text[]) OR 'access:manage' = ANY (role.permissions))
       ) AS managed`,
      [rolesThatGrant('access:manage')],
    );
    return managed;
  }
}

async function clockOf(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<[{ now: Date }]>(
    "SELECT date_trunc('milliseconds', clock_timestamp()) AS now",
  );
  return row.now;
}

async function record(
  manager: EntityManager,
  { details, ...event }: WhatHappened & Partial<AccessEvent>,
): Promise<void> {
  await manager.query(
    `INSERT INTO ${tableOf(manager, AccessEvent)}
       (id, occurred_at, tenant_id, action, subject, details, actor, credential_id, via, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newUuid(),
      event.occurredAt,
      event.tenantId,
      event.action,
      event.subject,
      JSON.stringify(details),
      event.actor,
      event.credentialId,
      event.via,
      event.requestId,
    ],
  );
}

function nobodyLeft(): AccessConflictError {
  return new AccessConflictError(
    'This would leave no key of no tenant that may manage access. Create another one first.',
  );
}
