import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { KnownRole } from './roles.store.js';

/** A role as the API returns it. */
@ApiSchema({ name: 'AccessRole' })
export class RoleResource {
  @ObjectKind('role')
  object!: 'role';

  @ApiProperty({
    type: String,
    description: 'The name of the role in keys and tokens.',
    example: 'support',
  })
  name!: string;

  @ApiProperty({
    type: String,
    isArray: true,
    enum: [...PERMISSIONS],
    description: 'The permissions of the role.',
    example: ['messaging:read', 'owners:read'],
  })
  permissions!: readonly Permission[];

  @ApiProperty({
    type: Boolean,
    description: 'Whether the role is built in. A built-in role cannot be changed or deleted.',
    example: false,
  })
  built_in!: boolean;

  @Moment('When the role was created; null for a built-in role.', { nullable: true })
  created_at!: string | null;

  @Moment('When its permissions last changed; null for a built-in role.', { nullable: true })
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
