import { Field } from '../../http/input/field.decorator.js';
import { someOf, string } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';

const ROLE_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** The name of a role. It contains no colon, so that it cannot be mistaken for a permission. */
export const roleNameRule = string({ minLength: 1, maxLength: 64 }, (name) =>
  ROLE_NAME.test(name)
    ? undefined
    : 'must be 1 to 64 characters of A-Z a-z 0-9 _ . - and begin with a letter or a digit.',
);

/** The input for a role. */
@ApiSchema({ name: 'AccessRoleInput' })
export class RoleInput {
  /** The permissions of the role, each at most once. With an empty list the role grants nothing. */
  @Field(someOf(PERMISSIONS, 'permission'), {
    description:
      'The permissions of the role. You must have all of them, and all permissions that the role had before.',
    example: ['messaging:read', 'owners:read'],
  })
  permissions!: readonly Permission[];
}
