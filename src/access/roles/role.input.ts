import { Field } from '../../http/input/field.decorator.js';
import { listOf, string } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';

const ROLE_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** The name of a role. It holds no colon, which only permissions do. */
export const roleNameRule = string({ minLength: 1, maxLength: 64 }, (name) =>
  ROLE_NAME.test(name)
    ? undefined
    : 'must be 1 to 64 of A-Z a-z 0-9 _ . - and begin with a letter or a digit.',
);

/** What a role is to grant. */
@ApiSchema({ name: 'AccessRoleInput' })
export class RoleInput {
  /** Any of the closed list, each once; an empty list is a role that grants nothing. */
  @Field(listOf(PERMISSIONS, 'permission'), {
    description:
      'What it grants. You must hold all of it yourself, and all that it granted before.',
    example: ['messaging:read', 'owners:read'],
  })
  permissions!: readonly Permission[];
}
