import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { listSchema } from '../../http/lists/list.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { setResponseHeader } from '../../http/requests/response-header.js';
import { columnsOf } from '../channels/preference-values.js';
import { withShownValues } from '../channels/value-schemas.js';
import { entityTagOf } from './write-conditions.js';
import type { NotificationPreference } from './notification-preference.entity.js';

class NamedPreference {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Names this preference. It never changes.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  id!: string;

  @ObjectKind('notification_preference')
  object!: 'notification_preference';

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The category this preference is for; null is the global default, which holds for every ' +
      'category without a preference of its own.',
    example: 'billing',
  })
  category!: string | null;
}

/** A stored preference as the API returns it. */
@ApiSchema({ name: 'MessagingPreference' })
export class PreferenceResource extends withShownValues(NamedPreference) {
  @Moment('When it was first stored:')
  created_at!: string;

  @Moment('When one of its values last changed:')
  updated_at!: string;

  static of(this: void, preference: NotificationPreference): PreferenceResource {
    return {
      id: preference.id,
      object: 'notification_preference',
      category: preference.category,
      ...columnsOf(preference),
      created_at: preference.createdAt.toISOString(),
      updated_at: preference.updatedAt.toISOString(),
    };
  }
}

/** One of several preferences that are returned together. */
@ApiSchema({ name: 'MessagingPreferenceItem' })
export class PreferenceItemResource extends PreferenceResource {
  @ApiProperty({
    type: String,
    description: 'The strong entity tag of the preference as it is, for `If-Match` and `if_match`.',
    example: '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"',
  })
  etag!: string;

  static override of(this: void, preference: NotificationPreference): PreferenceItemResource {
    return { ...PreferenceResource.of(preference), etag: entityTagOf(preference) };
  }
}

export const PreferenceListResource = listSchema('MessagingPreferenceList', PreferenceItemResource);

/** Makes the answer to a request out of a preference: as the API shows it, with its entity tag. */
export type AnswerPreference = (preference: NotificationPreference) => PreferenceResource;

/** What answers the request with a preference. */
export const PreferenceAnswer = createParamDecorator(
  (_: unknown, context: ExecutionContext): AnswerPreference =>
    (preference) => {
      setResponseHeader(context, 'ETag', entityTagOf(preference));
      return PreferenceResource.of(preference);
    },
);
