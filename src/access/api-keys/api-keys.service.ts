import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { checkedInput } from '../../http/input/check-input.js';
import { type CallContext, checkId, type Owner } from '../../messaging/callers/caller.js';
import { positionIn } from '../../http/lists/cursor.js';
import {
  checkedLimit,
  malformedCursor,
  type Page,
  pageOf,
  type PageRequest,
} from '../../http/lists/page.js';
import { isTime } from '../../postgres/times.js';
import {
  AccessTransactions,
  type AccessTransaction,
} from '../grants/access-transactions.service.js';
import {
  AccessConflictError,
  AccessNotFoundError,
  ExceedsGrantorError,
  unknownRole,
} from '../grants/access.errors.js';
import { assertHasPermissions, type Grantor, tenantFilter } from '../grants/grantor.js';
import { findRole, listRoles, permissionsOfRole } from '../roles/roles.store.js';
import { isApiKeyId, newApiKey, newSecret } from './api-key.js';
import type { ApiKey } from '../entities/api-key.entity.js';
import {
  addKey,
  addSecret,
  countSecrets,
  deleteEndedSecrets,
  endSecrets,
  findKey,
  type KeysPosition,
  listKeys,
  revokeKey,
} from './api-keys.store.js';
import { CreateApiKeyInput, RotateApiKeyInput } from './api-key.input.js';

const MAX_SECRETS = 10;

type TenantScope = Pick<Owner, 'tenantId'>;

/** A key with its text, which cannot be read again. */
export interface IssuedApiKey {
  key: ApiKey;
  secret: string;
}

/** Manages API keys. A caller of a tenant has access to the keys of that tenant; a global caller, to all keys. */
@Injectable()
export class ApiKeysService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly transactions: AccessTransactions,
  ) {}

  /**
   * Creates a key.
   * @throws InvalidInputError, ExceedsGrantorError, CredentialEndedError
   */
  async create(
    grantor: Grantor,
    input: CreateApiKeyInput,
    context: CallContext = {},
  ): Promise<IssuedApiKey> {
    const { expiresAt = null, ...checked } = checkedInput(CreateApiKeyInput, input);
    const tenantId = checked.tenantId ?? grantor.tenantId ?? '';
    const values = { ...checked, tenantId, expiresAt };
    if ((tenantFilter(grantor).tenantId ?? tenantId) !== tenantId) throw otherTenant();
    return this.transactions.run(grantor, context, async (transaction) => {
      const { manager, at, record } = transaction;
      await assertMayGrant(transaction, values.role);
      const issued = newApiKey();
      const key = await addKey(manager, { id: issued.id, createdAt: at, ...values });
      await addSecret(manager, issued, at);
      const { ownerId, role, name } = values;
      const details = { owner_id: ownerId, role, name, expires_at: expiresAt };
      await record({ tenantId, action: 'api_key.created', subject: issued.id, details });
      return { key, secret: issued.text };
    });
  }

  /**
   * Lists the keys of a tenant, or all keys, newest first. `ownerId` limits the list to one owner.
   * @throws InvalidInputError
   */
  async list(
    scope: TenantScope,
    { limit, cursor, ownerId }: PageRequest & { ownerId?: string } = {},
  ): Promise<Page<ApiKey>> {
    const size = checkedLimit(limit);
    if (ownerId !== undefined) checkId('ownerId', ownerId);
    const keys = await listKeys(this.dataSource.manager, {
      ...tenantFilter(scope),
      ownerId,
      after: checkedCursor(cursor),
      limit: size + 1,
    });
    return pageOf(keys, size, ({ createdAt, id }) => [createdAt.getTime(), id]);
  }

  /** @throws AccessNotFoundError */
  async get(scope: TenantScope, id: string): Promise<ApiKey> {
    return find(this.dataSource.manager, scope, id);
  }

  /**
   * Gives a key a new secret. Its earlier secrets stay valid for at most `overlapSeconds`, 0 to 30 days.
   * @throws InvalidInputError, AccessNotFoundError, ExceedsGrantorError, CredentialEndedError
   * @throws AccessConflictError when the key is revoked or expired
   */
  async rotate(
    grantor: Grantor,
    id: string,
    input: RotateApiKeyInput,
    context: CallContext = {},
  ): Promise<IssuedApiKey> {
    const { overlapSeconds: overlap } = checkedInput(RotateApiKeyInput, input);
    return this.transactions.run(grantor, context, async (transaction) => {
      const { manager, at, record } = transaction;
      const key = await find(manager, grantor, id);
      refuseEnded(key);
      await assertMayGrant(transaction, key.role);
      await endSecrets(manager, id, overlap);
      await deleteEndedSecrets(manager, id);
      if ((await countSecrets(manager, id)) >= MAX_SECRETS) throw tooManySecrets();
      const issued = newSecret(id);
      await addSecret(manager, issued, at);
      const details = { overlap_seconds: overlap };
      await record({ tenantId: key.tenantId, action: 'api_key.rotated', subject: id, details });
      return { key, secret: issued.text };
    });
  }

  /**
   * Revokes a key permanently. It does nothing if the key is revoked already. The grantor must have all permissions of
   * the key; every key can revoke itself.
   * @throws AccessNotFoundError, ExceedsGrantorError, CredentialEndedError
   * @throws AccessConflictError when it is the last global key that can manage access
   */
  async revoke(grantor: Grantor, id: string, context: CallContext = {}): Promise<void> {
    await this.transactions.run(
      grantor,
      context,
      async ({ manager, at, grantorPermissions, record }) => {
        const { tenantId, role, revokedAt } = await find(manager, grantor, id);
        if (revokedAt) return;
        assertHasPermissions(grantorPermissions, await permissionsOfRole(manager, role));
        await revokeKey(manager, id, at);
        await record({ tenantId, action: 'api_key.revoked', subject: id, details: {} });
      },
    );
  }
}

async function find(manager: EntityManager, scope: TenantScope, id: string): Promise<ApiKey> {
  const key = isApiKeyId(id) ? await findKey(manager, { id, ...tenantFilter(scope) }) : undefined;
  if (!key) throw new AccessNotFoundError('API key');
  return key;
}

function checkedCursor(cursor: string | undefined): KeysPosition | undefined {
  if (cursor === undefined) return undefined;
  const [createdAt, id, ...rest] = positionIn(cursor) ?? [];
  if (!isTime(createdAt) || !isApiKeyId(id) || rest.length > 0) throw malformedCursor();
  return { createdAt, id };
}

async function assertMayGrant(
  { manager, grantorPermissions }: AccessTransaction,
  name: string,
): Promise<void> {
  const role = await findRole(manager, name);
  if (!role) throw unknownRole((await listRoles(manager)).map((known) => known.name));
  assertHasPermissions(grantorPermissions, role.permissions);
}

function refuseEnded({ revokedAt, expiresAt }: ApiKey): void {
  if (revokedAt) throw new AccessConflictError('This key is revoked. Create another one.');
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new AccessConflictError('This key has expired. Create another one.');
  }
}

function otherTenant(): ExceedsGrantorError {
  return new ExceedsGrantorError('A credential of one tenant creates keys only for that tenant.');
}

function tooManySecrets(): AccessConflictError {
  return new AccessConflictError(
    `This key already has ${MAX_SECRETS} valid secrets. Rotate it with an overlap of 0 seconds.`,
  );
}
