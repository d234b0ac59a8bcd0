import { Field } from '../../http/input/field.decorator.js';
import { boolean, oneOf, optional } from '../../http/input/rules.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { CHANNEL_TABLE, type ChannelColumns, type ChannelDefinition } from './channels.js';
import { DEFAULT_DIGEST, type Digest, DIGESTS } from './digest.js';
import type { GivenValues } from './preference-values.js';

type Class<T> = new () => T;

const ROWS: readonly ChannelDefinition[] = CHANNEL_TABLE;

const DIGEST_TEXT = 'How email is batched; `off` means no email.';

/** Texts of the OpenAPI document that differ between classes. */
interface Wording {
  /** Words that follow "notifications", such as "of this category ". */
  which?: string;
  /** The description of `digest`. */
  digest?: string;
}

/** Makes an input class with the fields of `base`, followed by the fields for the values of a preference. */
export function withGivenValues<T extends object>(
  base: Class<T>,
  { which = '', digest = DIGEST_TEXT }: Wording = {},
): Class<T & GivenValues> {
  const Given = class extends (base as Class<object>) {};
  for (const { property, does, example, required, default: fallback } of ROWS) {
    const description = `Whether notifications ${which}${does}.`;
    const rule = required ? boolean : optional(boolean);
    const documentation = required ? {} : { default: fallback };
    Field(rule, { ...documentation, description, example })(Given.prototype, property);
  }
  Field(optional(oneOf(DIGESTS)), {
    enumName: 'MessagingDigest',
    description: digest,
    default: DEFAULT_DIGEST,
    example: 'daily',
  })(Given.prototype, 'digest');
  return Given as Class<T & GivenValues>;
}

/** Makes a resource class with the members of `base`, followed by the members for the values of a preference. */
export function withShownValues<T extends object>(
  base: Class<T>,
): Class<T & ChannelColumns & { digest: Digest }> {
  const Shown = class extends (base as Class<object>) {};
  for (const { column, does, example } of CHANNEL_TABLE) {
    const description = `Whether notifications ${does}.`;
    ApiProperty({ type: Boolean, description, example })(Shown.prototype, column);
  }
  ApiProperty({
    enum: DIGESTS,
    enumName: 'MessagingDigest',
    description: DIGEST_TEXT,
    example: 'daily',
  })(Shown.prototype, 'digest');
  return Shown as Class<T & ChannelColumns & { digest: Digest }>;
}

/** The values of a preference without other members. */
@ApiSchema({ name: 'MessagingPreferenceValues' })
export class PreferenceValuesResource extends withShownValues(Object) {}
