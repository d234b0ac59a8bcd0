import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { AccessEvent } from '../entities/access-event.entity.js';

/** One change of a key or a role, as the API returns it. */
@ApiSchema({ name: 'AccessEvent' })
export class AccessEventResource {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Identifies the event.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  id!: string;

  @ObjectKind('access_event')
  object!: 'access_event';

  @Moment('When the change was made.')
  occurred_at!: string;

  @ApiProperty({
    type: String,
    description:
      'The kind of change: `api_key.created`, `api_key.rotated`, `api_key.revoked`, `role.created`, `role.replaced` ' +
      'or `role.deleted`. New values may be added.',
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
    description: 'The tenant of the key; null for a global key and for every role.',
    example: 'acme',
  })
  tenant_id!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'The values of a new key, the overlap of a rotation, or the permissions of a role before and after the change.',
    example: { overlap_seconds: 86400 },
  })
  details!: Record<string, unknown>;

  @ApiProperty({
    type: String,
    description: 'Who made the change: an owner id, or `operator` on the command line.',
    example: 'ops',
  })
  actor!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The credential of the actor, if there was one.',
    example: '1HeddIikNNmACOJfy',
  })
  credential_id!: string | null;

  @ApiProperty({
    type: String,
    description: 'The origin of the change: `api`, `cli` or `first_start`.',
    example: 'api',
  })
  via!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The id of the request that made the change, if there was one.',
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
