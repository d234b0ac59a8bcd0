import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { KnownRole } from './roles.store.js';

/** A role as the API returns it. */
@ApiSchema({ name: 'AccessRole' })
export class RoleResource {
  @ObjectKind('role')
  object!: 'role';

  @ApiProperty({ type: String, description: 'What keys and tokens call it.', example: 'support' })
  name!: string;

  @ApiProperty({
    type: String,
    isArray: true,
    enum: [...PERMISSIONS],
    description: 'What it grants.',
    example: ['messaging:read', 'owners:read'],
  })
  permissions!: readonly Permission[];

  @ApiProperty({
    type: Boolean,
    description: 'Whether it is always there and stays as it is.',
    example: false,
  })
  built_in!: boolean;

  @Moment('When it was made; null where it is built in.', { nullable: true })
  created_at!: string | null;

  @Moment('When what it grants last changed; null where it is built in.', { nullable: true })
  updated_at!: string | null;

  static of(this: void, role: KnownRole): RoleResource {
    const { name, permissions, builtIn, createdAt, updatedAt } = role;
    return {
      object: 'role',
      name,
      permissions,
      built_in: builtIn,
      created_at: createdAt?.toISOString() ?? null,
      updated_at: updatedAt?.toISOString() ?? null,
    };
  }
}
