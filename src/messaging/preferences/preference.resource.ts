import { ApiProperty, ApiSchema } from '../../http/openapi.js';
import { DIGESTS, type Digest } from './digest.js';
import type { NotificationPreference } from './notification-preference.entity.js';

/** A stored preference as the API returns it. */
@ApiSchema({ name: 'MessagingPreference' })
export class PreferenceResource {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Names this preference. It never changes.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  id!: string;

  @ApiProperty({
    type: String,
    enum: ['notification_preference'],
    description: 'What kind of resource this is.',
    example: 'notification_preference',
  })
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

  @ApiProperty({
    type: Boolean,
    description: 'Whether notifications appear in the application.',
    example: true,
  })
  in_app_enabled!: boolean;

  @ApiProperty({
    type: Boolean,
    description: 'Whether notifications are sent by email.',
    example: true,
  })
  email_enabled!: boolean;

  @ApiProperty({
    type: Boolean,
    description: 'Whether notifications are pushed to devices.',
    example: false,
  })
  push_enabled!: boolean;

  @ApiProperty({
    enum: DIGESTS,
    enumName: 'MessagingDigest',
    description: 'How email is batched; `off` is no email at all.',
    example: 'daily',
  })
  digest!: Digest;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was first stored: RFC 3339, UTC, milliseconds.',
    example: '2026-01-31T09:30:00.000Z',
  })
  created_at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When one of its values last changed: RFC 3339, UTC, milliseconds.',
    example: '2026-01-31T09:30:00.000Z',
  })
  updated_at!: string;

  static of(preference: NotificationPreference): PreferenceResource {
    return {
      id: preference.id,
      object: 'notification_preference',
      category: preference.category,
      in_app_enabled: preference.inAppEnabled,
      email_enabled: preference.emailEnabled,
      push_enabled: preference.pushEnabled,
      digest: preference.digest,
      created_at: preference.createdAt.toISOString(),
      updated_at: preference.updatedAt.toISOString(),
    };
  }
}
