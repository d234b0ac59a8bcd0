import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { AccessEvent } from '../entities/access-event.entity.js';

/** One change of keys or roles as the API returns it. */
@ApiSchema({ name: 'AccessEvent' })
export class AccessEventResource {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Names the event.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  id!: string;

  @ObjectKind('access_event')
  object!: 'access_event';

  @Moment('When it was done:')
  occurred_at!: string;

  @ApiProperty({
    type: String,
    description:
      'What was done: `api_key.created`, `api_key.rotated`, `api_key.revoked`, `role.created`, `role.replaced` or ' +
      '`role.deleted`. New values may be added.',
    example: 'api_key.rotated',
  })
  action!: string;

  @ApiProperty({
    type: String,
    description: 'The id of the key or the name of the role.',
    example: '1HeddIikNNmACOJfy',
  })
  subject!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The tenant of the key; null is none, as for every role.',
    example: 'acme',
  })
  tenant_id!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'What a key was made with, the overlap of a rotation, what a role granted before and after.',
    example: { overlap_seconds: 86400 },
  })
  details!: Record<string, unknown>;

  @ApiProperty({
    type: String,
    description: 'Who did it: an owner id, or `operator` on the command line.',
    example: 'ops',
  })
  actor!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The credential that was used, where there was one.',
    example: '1HeddIikNNmACOJfy',
  })
  credential_id!: string | null;

  @ApiProperty({
    type: String,
    description: 'By what way it came: `api`, `cli` or `first_start`.',
    example: 'api',
  })
  via!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The request that it came with, where there was one.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  request_id!: string | null;

  static of(this: void, event: AccessEvent): AccessEventResource {
    return {
      id: event.id,
      object: 'access_event',
      occurred_at: event.occurredAt.toISOString(),
      action: event.action,
      subject: event.subject,
      tenant_id: event.tenantId || null,
      details: event.details,
      actor: event.actor,
      credential_id: event.credentialId,
      via: event.via,
      request_id: event.requestId,
    };
  }
}

export const AccessEventListResource = listSchema('AccessEventList', AccessEventResource);
