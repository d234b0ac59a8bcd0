import { IsInt, Max, Min } from 'class-validator';
import { InputField, TextField } from '../../http/input-fields.js';
import { ApiSchema } from '../../http/openapi.js';
import { momentIn } from '../../http/rfc3339.js';
import { nameFault } from '../../messaging/text.js';
import { roleNameFault } from '../roles/role-name.js';
import { expiryFault, MAX_NAME, MAX_OVERLAP } from './checked-api-key.js';

const idFault = (id: string) => nameFault(id, 255);

function expiresAtFault(text: string): string | undefined {
  const moment = momentIn(text);
  return moment ? expiryFault(moment) : 'must be an RFC 3339 date and time with an offset.';
}

/** An API key that is to be made. */
@ApiSchema({ name: 'AccessApiKeyInput' })
export class CreateApiKeyInput {
  /** By the rules of owner ids. */
  @TextField(
    {
      description: 'Who acts by it: the owner whose own preferences it reads and changes.',
      example: 'billing-service',
      maxLength: 255,
    },
    idFault,
  )
  ownerId!: string;

  /** By the same rules; null or absent, the tenant of the caller. */
  @TextField(
    {
      required: false,
      description:
        'The tenant that it belongs to. Null, or left out, that of your credential. A credential of one tenant makes keys for that one only.',
      example: 'acme',
      maxLength: 255,
    },
    idFault,
  )
  tenantId?: string | null;

  /** The name of a role that exists. */
  @TextField(
    {
      description: 'The role that says what it may do. It must not grant more than yours.',
      example: 'backend',
      maxLength: 64,
    },
    roleNameFault,
  )
  role!: string;

  /** For people; 1 to 128 code points. */
  @TextField(
    {
      description: 'What people call it.',
      example: 'Billing, production',
      maxLength: MAX_NAME,
    },
    (name) => nameFault(name, MAX_NAME),
  )
  name!: string;

  /** An RFC 3339 date-time in the future; null or absent is never. */
  @TextField(
    {
      required: false,
      description: 'From when on it is refused: RFC 3339, in the future. Null, or left out, never.',
      example: '2099-01-31T09:30:00Z',
      maxLength: 64,
    },
    expiresAtFault,
  )
  expiresAt?: string | null;
}

const overlapFault = (code: string) => ({
  message: `must be a whole number from 0 to ${MAX_OVERLAP}.`,
  context: { code },
});

/** How a key is rotated. */
@ApiSchema({ name: 'AccessApiKeyRotationInput' })
export class RotateApiKeyInput {
  /** 0 to 30 days. */
  @InputField(
    {
      type: 'integer',
      minimum: 0,
      maximum: MAX_OVERLAP,
      description:
        'For how many seconds the secret that it has now is still taken; 0 ends it at once.',
      example: 86_400,
    },
    IsInt(overlapFault('invalid_type')),
    Min(0, overlapFault('invalid_value')),
    Max(MAX_OVERLAP, overlapFault('invalid_value')),
  )
  overlapSeconds!: number;
}
