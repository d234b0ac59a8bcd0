import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { checkedInput } from '../../http/input/check-input.js';
import type { CallContext } from '../../messaging/callers/caller.js';
import type { Owner } from '../../messaging/callers/caller.js';
import { checkedLimit, type Page, pageOf, type PageRequest } from '../../http/lists/page.js';
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
import { assertHolds, type Grantor, reachOf } from '../grants/grantor.js';
import { findRole, permissionsOfRole } from '../roles/roles.store.js';
import { type ApiKeyText, isApiKeyId, newApiKey, newSecret } from './api-key.js';
import { ApiKey } from '../entities/api-key.entity.js';
import {
  addSecret,
  countSecrets,
  endSecrets,
  keysAfter,
  positionInKeys,
} from './api-keys.store.js';
import { CreateApiKeyInput, RotateApiKeyInput } from './api-key.input.js';

const MAX_SECRETS = 10;

type Reach = Pick<Owner, 'tenantId'>;

/** A key with its text, which cannot be had again. */
export interface IssuedApiKey {
  key: ApiKey;
  secret: string;
}

/** Keeps the API keys. Who belongs to a tenant reaches the keys of that tenant, who belongs to none reaches all. */
@Injectable()
export class ApiKeysService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly transactions: AccessTransactions,
  ) {}

  /**
   * Makes a key.
   * @throws InvalidInputError, ExceedsGrantorError, CredentialEndedError
   */
  async create(
    by: Grantor,
    input: CreateApiKeyInput,
    context: CallContext = {},
  ): Promise<IssuedApiKey> {
    const { expiresAt = null, ...given } = checkedInput(CreateApiKeyInput, input);
    const tenantId = given.tenantId ?? by.tenantId ?? '';
    const values = { ...given, tenantId, expiresAt };
    if ((reachOf(by).tenantId ?? tenantId) !== tenantId) throw elsewhere();
    return this.transactions.run(by, context, async (transaction) => {
      const { manager, at, record } = transaction;
      await assertMayGrant(transaction, values.role);
      const issued = newApiKey();
      await manager.insert(ApiKey, { id: issued.id, createdAt: at, ...values });
      await addSecret(manager, issued, at);
      const { ownerId, role, name } = values;
      const details = { owner_id: ownerId, role, name, expires_at: expiresAt };
      await record({ tenantId, action: 'api_key.created', subject: issued.id, details });
      return issue(manager, issued);
    });
  }

  /** The keys within reach, the latest first; those of one owner where one is given. */
  async list(
    by: Reach,
    { limit, cursor, ownerId }: PageRequest & { ownerId?: string } = {},
  ): Promise<Page<ApiKey>> {
    const size = checkedLimit(limit);
    const keys = await keysAfter(this.dataSource.manager, {
      where: { ...reachOf(by), ...(ownerId !== undefined && { ownerId }) },
      after: positionInKeys(cursor),
      limit: size + 1,
    });
    return pageOf(keys, size, ({ createdAt, id }) => [createdAt.getTime(), id]);
  }

  /** @throws AccessNotFoundError */
  async get(by: Reach, id: string): Promise<ApiKey> {
    return find(this.dataSource.manager, by, id);
  }

  /**
   * Gives a key a new secret. Those it had stay valid for `overlapSeconds` at most, 0 to 30 days.
   * @throws AccessNotFoundError, ExceedsGrantorError, CredentialEndedError, AccessConflictError where it is revoked or expired
   */
  async rotate(
    by: Grantor,
    id: string,
    input: RotateApiKeyInput,
    context: CallContext = {},
  ): Promise<IssuedApiKey> {
    const { overlapSeconds: overlap } = checkedInput(RotateApiKeyInput, input);
    return this.transactions.run(by, context, async (transaction) => {
      const { manager, at, record } = transaction;
      const key = await find(manager, by, id);
      refuseEnded(key);
      await assertMayGrant(transaction, key.role);
      await endSecrets(manager, id, overlap);
      if ((await countSecrets(manager, id)) >= MAX_SECRETS) throw tooManySecrets();
      const issued = newSecret(id);
      await addSecret(manager, issued, at);
      const details = { overlap_seconds: overlap };
      await record({ tenantId: key.tenantId, action: 'api_key.rotated', subject: id, details });
      return issue(manager, issued);
    });
  }

  /**
   * Ends a key for good. Again, it does nothing. Who holds less than the key cannot end it; every key may end itself.
   * @throws AccessNotFoundError, ExceedsGrantorError, CredentialEndedError, AccessConflictError where nobody could manage access any more
   */
  async revoke(by: Grantor, id: string, context: CallContext = {}): Promise<void> {
    await this.transactions.run(by, context, async ({ manager, at, held, record }) => {
      const { tenantId, role, revokedAt } = await find(manager, by, id);
      if (revokedAt) return;
      assertHolds(held, await permissionsOfRole(manager, role));
      await manager.update(ApiKey, { id }, { revokedAt: at });
      await record({ tenantId, action: 'api_key.revoked', subject: id, details: {} });
    });
  }
}

async function find(manager: EntityManager, by: Reach, id: string): Promise<ApiKey> {
  const key = isApiKeyId(id) ? await manager.findOneBy(ApiKey, { id, ...reachOf(by) }) : null;
  if (!key) throw new AccessNotFoundError('API key');
  return key;
}

async function issue(manager: EntityManager, { id, text }: ApiKeyText): Promise<IssuedApiKey> {
  return { key: await manager.findOneByOrFail(ApiKey, { id }), secret: text };
}

async function assertMayGrant({ manager, held }: AccessTransaction, name: string): Promise<void> {
  const role = await findRole(manager, name);
  if (!role) throw unknownRole();
  assertHolds(held, role.permissions);
}

function refuseEnded({ revokedAt, expiresAt }: ApiKey): void {
  if (revokedAt) throw new AccessConflictError('This key is revoked. Create another one.');
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new AccessConflictError('This key has expired. Create another one.');
  }
}

function elsewhere(): ExceedsGrantorError {
  return new ExceedsGrantorError('A credential of one tenant makes keys for that tenant only.');
}

function tooManySecrets(): AccessConflictError {
  return new AccessConflictError(
    `This key has ${MAX_SECRETS} secrets that are still valid. Rotate it with an overlap of 0 seconds.`,
  );
}
