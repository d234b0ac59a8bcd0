import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import { InputField } from '../../http/input-fields.js';
import { ApiSchema } from '../../http/openapi.js';
import { type Permission, PERMISSIONS } from '../../messaging/permissions.js';

const fault = (code: string, message: string) => ({ message, context: { code } });
const PERMISSION_LIST = `must be a list of ${PERMISSIONS.join(', ')}.`;

/** What a role is to grant. */
@ApiSchema({ name: 'AccessRoleInput' })
export class RoleInput {
  /** Any of the closed list, each once; none is a role that grants nothing. */
  @InputField(
    {
      type: String,
      isArray: true,
      enum: [...PERMISSIONS],
      uniqueItems: true,
      description:
        'What it grants. You must hold all of it yourself, and all that it granted before.',
      example: ['messaging:read', 'owners:read'],
    },
    IsArray(fault('invalid_type', PERMISSION_LIST)),
    IsIn(PERMISSIONS, { each: true, ...fault('invalid_value', PERMISSION_LIST) }),
    ArrayUnique(fault('invalid_value', 'must name each permission once.')),
  )
  permissions!: readonly Permission[];
}
