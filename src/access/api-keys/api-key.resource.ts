import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { ApiKey } from '../entities/api-key.entity.js';
import type { IssuedApiKey } from './api-keys.service.js';

/** An API key as the API returns it. */
@ApiSchema({ name: 'AccessApiKey' })
export class ApiKeyResource {
  @ApiProperty({
    type: String,
    description: 'The public part of the key, between its two underscores.',
    example: '1HeddIikNNmACOJfy',
  })
  id!: string;

  @ObjectKind('api_key')
  object!: 'api_key';

  @ApiProperty({
    type: String,
    description: 'The owner who acts with the key.',
    example: 'billing-service',
  })
  owner_id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The tenant of the key; null for a global key, which belongs to no tenant.',
    example: 'acme',
  })
  tenant_id!: string | null;

  @ApiProperty({
    type: String,
    description: 'The role of the key.',
    example: 'backend',
  })
  role!: string;

  @ApiProperty({
    type: String,
    description: 'A name for people.',
    example: 'Billing, production',
  })
  name!: string;

  @Moment('When the key was created.')
  created_at!: string;

  @Moment('When the key expires; null means never.', { nullable: true })
  expires_at!: string | null;

  @Moment('When the key was last used, accurate to a minute; null means never.', { nullable: true })
  last_used_at!: string | null;

  @Moment('When the key was revoked; null means that it is not revoked.', { nullable: true })
  revoked_at!: string | null;

  static of(this: void, key: ApiKey): ApiKeyResource {
    return {
      id: key.id,
      object: 'api_key',
      owner_id: key.ownerId,
      tenant_id: key.tenantId || null,
      role: key.role,
      name: key.name,
      created_at: key.createdAt.toISOString(),
      expires_at: key.expiresAt?.toISOString() ?? null,
      last_used_at: key.lastUsedAt?.toISOString() ?? null,
      revoked_at: key.revokedAt?.toISOString() ?? null,
    };
  }
}

/** A new API key, or a new secret of one, with the text of the key. */
@ApiSchema({ name: 'AccessIssuedApiKey' })
export class IssuedApiKeyResource extends ApiKeyResource {
  @ApiProperty({
    type: String,
    description:
      'The key to send as `Authorization: Bearer …`. It is in this response only and cannot be read again.',
    example: 'bw_<id>_<secret and checksum>',
  })
  secret!: string;

  static ofIssued(this: void, { key, secret }: IssuedApiKey): IssuedApiKeyResource {
    return { ...ApiKeyResource.of(key), secret };
  }
}

export const ApiKeyListResource = listSchema('AccessApiKeyList', ApiKeyResource);
