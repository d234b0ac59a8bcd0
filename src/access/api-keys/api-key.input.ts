import { Field } from '../../http/input/field.decorator.js';
import { futureMoment, name, nullable, optional, wholeNumber } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { idRule } from '../../messaging/callers/caller.js';
import { roleNameRule } from '../roles/role.input.js';

/** The maximum length of a key's name, in code points. */
const MAX_NAME = 128;

/** The longest time that a replaced secret can stay valid: 30 days, in seconds. */
const MAX_OVERLAP = 30 * 24 * 60 * 60;

/** The input for a new API key. */
@ApiSchema({ name: 'AccessApiKeyInput' })
export class CreateApiKeyInput {
  /** The owner who acts with the key; the rules of `Owner` apply. */
  @Field(idRule, {
    description:
      'The owner who acts with the key. The key reads and changes the preferences of this owner.',
    example: 'billing-service',
  })
  ownerId!: string;

  /** The tenant of the key; the rules of `Owner` apply. Null or absent means the tenant of the caller. */
  @Field(optional(nullable(idRule)), {
    description:
      'The tenant of the key. If it is null or absent, it is the tenant of your credential. ' +
      'A credential of one tenant creates keys only for that tenant.',
    example: 'acme',
  })
  tenantId?: string | null;

  /** The name of an existing role. */
  @Field(roleNameRule, {
    description: 'The role of the key. It must not grant permissions that you do not have.',
    example: 'backend',
  })
  role!: string;

  /** A name for people; 1 to 128 code points. */
  @Field(name(MAX_NAME), {
    description: 'A name for people.',
    example: 'Billing, production',
  })
  name!: string;

  /** When the key expires, in the future. Null or absent means never. */
  @Field(optional(nullable(futureMoment)), {
    description:
      'When the key expires: RFC 3339, in the future. If it is null or absent, the key never expires.',
    example: '2099-01-31T09:30:00Z',
  })
  expiresAt?: Date | null;
}

/** The input for the rotation of a key. */
@ApiSchema({ name: 'AccessApiKeyRotationInput' })
export class RotateApiKeyInput {
  /** How long the current secret stays valid, in seconds: 0 to 30 days. */
  @Field(wholeNumber(0, MAX_OVERLAP), {
    description: 'How long the current secret stays valid, in seconds. 0 ends it at once.',
    example: 86_400,
  })
  overlapSeconds!: number;
}
