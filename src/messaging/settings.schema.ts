import { ApiProperty, ApiSchema } from '../http/openapi.js';
import { type Digest, DIGESTS } from './digest.js';

/** The four settings as the API shows them, one decorator each. */
export const InAppEnabled = () =>
  ApiProperty({
    type: Boolean,
    description: 'Whether notifications appear in the application.',
    example: true,
  });

export const EmailEnabled = () =>
  ApiProperty({
    type: Boolean,
    description: 'Whether notifications are sent by email.',
    example: true,
  });

export const PushEnabled = () =>
  ApiProperty({
    type: Boolean,
    description: 'Whether notifications are pushed to devices.',
    example: false,
  });

export const ShownDigest = () =>
  ApiProperty({
    enum: DIGESTS,
    enumName: 'MessagingDigest',
    description: 'How email is batched; `off` is no email at all.',
    example: 'daily',
  });

/** The four settings by themselves. */
@ApiSchema({ name: 'MessagingPreferenceSettings' })
export class SettingsResource {
  @InAppEnabled()
  in_app_enabled!: boolean;

  @EmailEnabled()
  email_enabled!: boolean;

  @PushEnabled()
  push_enabled!: boolean;

  @ShownDigest()
  digest!: Digest;
}

/** What kind of resource an answer is. */
export const ObjectKind = (kind: string) =>
  ApiProperty({
    type: String,
    enum: [kind],
    description: 'What kind of resource this is.',
    example: kind,
  });

/** A moment, as the API shows it. */
export const Moment = (description: string, { nullable = false } = {}) =>
  ApiProperty({
    type: String,
    format: 'date-time',
    nullable,
    description: `${description} RFC 3339, UTC, milliseconds.`,
    example: '2026-01-31T09:30:00.000Z',
  });
