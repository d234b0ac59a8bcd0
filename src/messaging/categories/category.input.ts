import { ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, ValidateIf } from 'class-validator';
import {
  BooleanField,
  InputField,
  ObjectField,
  OptionalEnumField,
  OptionalTextField,
} from '../../http/input-fields.js';
import { pointerTo, ROOT } from '../../http/json-pointer.js';
import { ApiSchema } from '../../http/openapi.js';
import { validationFailed } from '../../http/problem.js';
import { type Channel, CHANNELS } from '../channel.js';
import { type Digest, DIGESTS } from '../digest.js';

/** What holds for a category where its owner said nothing. */
@ApiSchema({ name: 'MessagingDefaultPreferenceInput' })
export class DefaultPreferenceInput {
  @BooleanField({
    description: 'Whether notifications appear in the application (the bell).',
    example: true,
  })
  inAppEnabled!: boolean;

  @BooleanField({ description: 'Whether notifications are sent by email.', example: false })
  emailEnabled!: boolean;

  @BooleanField({ description: 'Whether notifications are pushed to devices.', example: false })
  pushEnabled!: boolean;

  @OptionalEnumField(DIGESTS, {
    enumName: 'MessagingDigest',
    description: 'How email is batched; `off` is no email at all.',
    default: 'instant',
    example: 'instant',
  })
  digest?: Digest;
}

const fault = (code: string, message: string) => ({ message, context: { code } });
const CHANNEL_LIST = `must be a list of ${CHANNELS.join(', ')}.`;

/** What the registry is to say of a category. */
@ApiSchema({ name: 'MessagingCategoryInput' })
export class CategoryInput {
  /** For people; at most 200 characters. */
  @OptionalTextField({
    description: 'What people call it.',
    example: 'Product news',
    maxLength: 200,
  })
  title?: string | null;

  /** For people; at most 2,000 characters. */
  @OptionalTextField({
    description: 'What it is sent for, in words for people.',
    example: 'What is new, some twice a month.',
    maxLength: 2_000,
  })
  description?: string | null;

  /** What holds for owners with neither a preference for it nor a global default; null is the system default. */
  @ObjectField(
    DefaultPreferenceInput,
    {
      nullable: true,
      required: false,
      description:
        'What holds for people with neither a preference for this category nor a global default. ' +
        'Null, or left out, it is the system default.',
      example: { in_app_enabled: true, email_enabled: false, push_enabled: false },
    },
    IsOptional(),
  )
  defaultPreference?: DefaultPreferenceInput | null;

  /** Channels that deliver whatever an owner prefers; absent is none. */
  @InputField(
    {
      type: String,
      isArray: true,
      enum: [...CHANNELS],
      uniqueItems: true,
      required: false,
      default: [],
      description: 'Channels that deliver whatever people prefer. Left out, none is.',
      example: ['in_app'],
    },
    ValidateIf((_, value) => value !== undefined),
    IsArray(fault('invalid_type', CHANNEL_LIST)),
    IsIn(CHANNELS, { each: true, ...fault('invalid_value', CHANNEL_LIST) }),
    ArrayUnique(fault('invalid_value', 'must name each channel once.')),
  )
  requiredChannels?: readonly Channel[];

  /** Whether the channels that the default leaves off need the owner's own preference for this category. */
  @InputField(
    {
      type: Boolean,
      required: false,
      default: false,
      description:
        'Whether the channels that `default_preference` leaves off are on only for people whose own ' +
        'preference for this category says so: a global default does not turn them on.',
      example: true,
    },
    ValidateIf((_, value) => value !== undefined),
    IsBoolean(fault('invalid_type', 'must be true or false.')),
  )
  optIn?: boolean;
}

/**
 * What waits to be opted into is what the default leaves off: without one there is nothing.
 * @throws ProblemError `validation_failed`
 */
export function refuseOptInWithoutDefault({ optIn, defaultPreference }: CategoryInput): void {
  if (!optIn || defaultPreference) return;
  const detail = 'default_preference is required where opt_in is true.';
  throw validationFailed([
    { pointer: pointerTo(ROOT, 'default_preference'), code: 'required', detail },
  ]);
}
