import { ApiSchema } from '../../http/openapi.js';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, ValidateBy } from 'class-validator';
import { BooleanField, InputField, OptionalEnumField } from '../../http/input-fields.js';
import { categoryFault, normalizedCategory } from '../category-name.js';
import { type Digest, DIGESTS } from '../digest.js';

const IsCategory = () =>
  ValidateBy(
    {
      name: 'isCategory',
      validator: {
        validate: (value: string) => categoryFault(value) === undefined,
        defaultMessage: (args) => categoryFault(String(args?.value)) ?? '',
      },
    },
    { context: { code: 'invalid_value' } },
  );

/** What an owner wants for one category, or everywhere else: a preference is replaced by it as a whole. */
@ApiSchema({ name: 'MessagingPreferenceInput' })
export class PreferenceInput {
  /** The category, or null or absent for the owner's global default. 1 to 128 code points after NFC. */
  @InputField(
    {
      type: String,
      nullable: true,
      required: false,
      minLength: 1,
      maxLength: 128,
      description:
        'The category this preference is for. Null, or left out, it is your global default: ' +
        'what holds for every category you have no preference for. Normalised to NFC; case-sensitive; ' +
        'no control characters, no white space at either end, not `.` or `..`.',
      example: 'billing',
    },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? normalizedCategory(value) : value,
    ),
    IsOptional(),
    IsString({ message: 'must be a string or null.', context: { code: 'invalid_type' } }),
    IsCategory(),
  )
  category?: string | null;

  /** Whether notifications appear in the application. */
  @BooleanField({
    description: 'Whether notifications of this category appear in the application (the bell).',
    example: true,
  })
  inAppEnabled!: boolean;

  /** Whether notifications are sent by email, batched as `digest` says. */
  @BooleanField({
    description: 'Whether notifications of this category are sent by email.',
    example: true,
  })
  emailEnabled!: boolean;

  /** Whether notifications are pushed to devices. */
  @BooleanField({
    description: 'Whether notifications of this category are pushed to devices.',
    example: false,
  })
  pushEnabled!: boolean;

  /** How email is batched; absent is `instant`. */
  @OptionalEnumField(DIGESTS, {
    enumName: 'MessagingDigest',
    description:
      'How email of this category is batched. `instant`: one mail a notification, at once. ' +
      '`hourly`, `daily`: one mail for all of the hour or day. `off`: no email at all, even when ' +
      '`email_enabled` is true. Left out, it is `instant`, whatever was stored before.',
    default: 'instant',
    example: 'daily',
  })
  digest?: Digest;
}
