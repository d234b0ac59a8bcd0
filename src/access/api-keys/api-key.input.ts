import { Field } from '../../http/input/field.decorator.js';
import { nullable, optional } from '../../http/input/rules.js';
import { futureMoment, name, wholeNumber } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { idRule } from '../../messaging/callers/caller.js';
import { roleNameRule } from '../roles/role.input.js';

/** The longest name of a key, in code points. */
const MAX_NAME = 128;

/** The longest time that a replaced secret stays valid, in seconds: 30 days. */
const MAX_OVERLAP = 30 * 24 * 60 * 60;

/** An API key that is to be made. */
@ApiSchema({ name: 'AccessApiKeyInput' })
export class CreateApiKeyInput {
  /** By the rules of owner ids. */
  @Field(idRule, {
    description: 'Who acts by it: the owner whose own preferences it reads and changes.',
    example: 'billing-service',
  })
  ownerId!: string;

  /** By the same rules; null or absent, the tenant of the caller. */
  @Field(optional(nullable(idRule)), {
    description:
      'The tenant that it belongs to. Null, or left out, that of your credential. A credential of one tenant makes keys for that one only.',
    example: 'acme',
  })
  tenantId?: string | null;

  /** The name of a role that exists. */
  @Field(roleNameRule, {
    description: 'The role that says what it may do. It must not grant more than yours.',
    example: 'backend',
  })
  role!: string;

  /** For people; 1 to 128 code points. */
  @Field(name(MAX_NAME), {
    description: 'What people call it.',
    example: 'Billing, production',
  })
  name!: string;

  /** From when on it is refused, in the future; null or absent is never. */
  @Field(optional(nullable(futureMoment)), {
    description: 'From when on it is refused: RFC 3339, in the future. Null, or left out, never.',
    example: '2099-01-31T09:30:00Z',
  })
  expiresAt?: Date | null;
}

/** How a key is rotated. */
@ApiSchema({ name: 'AccessApiKeyRotationInput' })
export class RotateApiKeyInput {
  /** 0 to 30 days. */
  @Field(wholeNumber(0, MAX_OVERLAP), {
    description:
      'For how many seconds the secret that it has now is still taken; 0 ends it at once.',
    example: 86_400,
  })
  overlapSeconds!: number;
}
