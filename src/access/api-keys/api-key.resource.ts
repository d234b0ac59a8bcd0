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
    description: 'The public part of the key, which stands between its underscores.',
    example: '1HeddIikNNmACOJfy',
  })
  id!: string;

  @ObjectKind('api_key')
  object!: 'api_key';

  @ApiProperty({ type: String, description: 'Who acts by it.', example: 'billing-service' })
  owner_id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The tenant that it belongs to; null is none.',
    example: 'acme',
  })
  tenant_id!: string | null;

  @ApiProperty({
    type: String,
    description: 'The role that says what it may do.',
    example: 'backend',
  })
  role!: string;

  @ApiProperty({
    type: String,
    description: 'What people call it.',
    example: 'Billing, production',
  })
  name!: string;

  @Moment('When it was made:')
  created_at!: string;

  @Moment('From when on it is refused; null is never.', { nullable: true })
  expires_at!: string | null;

  @Moment('When it was last used, as of at most a minute ago; null is never.', { nullable: true })
  last_used_at!: string | null;

  @Moment('When it was revoked; null is not.', { nullable: true })
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

/** An API key with its text, this once. */
@ApiSchema({ name: 'AccessIssuedApiKey' })
export class IssuedApiKeyResource extends ApiKeyResource {
  @ApiProperty({
    type: String,
    description:
      'The key to send as `Authorization: Bearer …`. It is shown this once and cannot be had again.',
    example: 'bw_<id>_<secret and checksum>',
  })
  secret!: string;

  static ofIssued(this: void, { key, secret }: IssuedApiKey): IssuedApiKeyResource {
    return { ...ApiKeyResource.of(key), secret };
  }
}

export const ApiKeyListResource = listSchema('AccessApiKeyList', ApiKeyResource);
