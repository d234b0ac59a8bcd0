import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { listSchema } from '../../http/lists/list.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { setResponseHeader } from '../../http/requests/response-header.js';
import { columnsOf } from '../channels/preference-values.js';
import { withShownValues } from '../channels/value-schemas.js';
import { entityTagOf } from './entity-tag.js';
import type { NotificationPreference } from './notification-preference.entity.js';

class IdentifiedPreference {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the preference. It never changes.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  id!: string;

  @ObjectKind('notification_preference')
  object!: 'notification_preference';

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The category of the preference; null for the global default, which applies to every ' +
      'category without a preference.',
    example: 'billing',
  })
  category!: string | null;
}

/** A stored preference as the API returns it. */
@ApiSchema({ name: 'MessagingPreference' })
export class PreferenceResource extends withShownValues(IdentifiedPreference) {
  @Moment('When the preference was created.')
  created_at!: string;

  @Moment('When one of its values last changed.')
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

/** A preference in a list, with its entity tag. */
@ApiSchema({ name: 'MessagingPreferenceItem' })
export class PreferenceItemResource extends PreferenceResource {
  @ApiProperty({
    type: String,
    description: 'The strong entity tag of the preference, for `If-Match` and `if_match`.',
    example: '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"',
  })
  etag!: string;

  static override of(this: void, preference: NotificationPreference): PreferenceItemResource {
    return { ...PreferenceResource.of(preference), etag: entityTagOf(preference) };
  }
}

export const PreferenceListResource = listSchema('MessagingPreferenceList', PreferenceItemResource);

/** Converts a preference to the body of the response, and sets the header `ETag`. */
export type AnswerPreference = (preference: NotificationPreference) => PreferenceResource;

/** Gives a handler its `AnswerPreference`. */
export const PreferenceAnswer = createParamDecorator(
  (_: unknown, context: ExecutionContext): AnswerPreference =>
    (preference) => {
      setResponseHeader(context, 'ETag', entityTagOf(preference));
      return PreferenceResource.of(preference);
    },
);
