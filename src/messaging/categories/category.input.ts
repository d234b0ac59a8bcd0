import type { WrongValue } from '../../http/problems/domain.error.js';
import { Field, FollowsClassRule } from '../../http/input/field.decorator.js';
import { nullable, optional } from '../../http/input/rules.js';
import { boolean, listOf, object, text } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { type Channel, CHANNELS } from '../channels/channels.js';
import { withGivenValues } from '../channels/value-schemas.js';

/** What holds for a category where its owner said nothing. */
@ApiSchema({ name: 'MessagingDefaultPreferenceInput' })
export class DefaultPreferenceInput extends withGivenValues(Object) {}

/** What the registry is to say of a category. */
@FollowsClassRule<CategoryInput>(optInNeedsDefault)
@ApiSchema({ name: 'MessagingCategoryInput' })
export class CategoryInput {
  /** For people; at most 200 characters. */
  @Field(optional(nullable(text(200))), {
    description: 'What people call it.',
    example: 'Product news',
  })
  title?: string | null;

  /** For people; at most 2,000 characters. */
  @Field(optional(nullable(text(2_000))), {
    description: 'What it is sent for, in words for people.',
    example: 'What is new, some twice a month.',
  })
  description?: string | null;

  /** What holds for owners with neither a preference for it nor a global default; null is the system default. */
  @Field(optional(nullable(object(DefaultPreferenceInput))), {
    description:
      'What holds for people with neither a preference for this category nor a global default. ' +
      'Null, or left out, it is the system default.',
    example: { in_app_enabled: true, email_enabled: false, push_enabled: false },
  })
  defaultPreference?: DefaultPreferenceInput | null;

  /** Channels that deliver whatever an owner prefers; absent is none. */
  @Field(optional(listOf(CHANNELS, 'channel')), {
    default: [],
    description: 'Channels that deliver whatever people prefer. Left out, none is.',
    example: ['in_app'],
  })
  requiredChannels?: readonly Channel[];

  /** Whether the channels that the default leaves off need the owner's own preference for this category. */
  @Field(optional(boolean), {
    default: false,
    description:
      'Whether the channels that `default_preference` leaves off are on only for people whose own ' +
      'preference for this category says so: a global default does not turn them on.',
    example: true,
  })
  optIn?: boolean;
}

/** An owner opts into what the default leaves off; without a default there is nothing to opt into. */
function optInNeedsDefault({ optIn, defaultPreference }: CategoryInput): WrongValue[] {
  if (!optIn || defaultPreference) return [];
  const fault = 'is required where opt_in is true.';
  return [{ path: ['defaultPreference'], code: 'required', fault }];
}
