import type { WrongValue } from '../../http/problems/domain.error.js';
import { Field, FollowsClassRule } from '../../http/input/field.decorator.js';
import { boolean, someOf, nullable, object, optional, text } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { type Channel, CHANNELS } from '../channels/channels.js';
import { EXAMPLE_COLUMNS } from '../channels/preference-values.js';
import { withGivenValues } from '../channels/value-schemas.js';

/** The maximum lengths of the texts of a category, in UTF-16 code units. */
const MAX_TITLE = 200;
const MAX_DESCRIPTION = 2_000;

/** The default preference of a category, for owners who stored no preference. */
@ApiSchema({ name: 'MessagingDefaultPreferenceInput' })
export class DefaultPreferenceInput extends withGivenValues(Object) {}

/** The input for a registered category. */
@FollowsClassRule<CategoryInput>(optInNeedsDefault)
@ApiSchema({ name: 'MessagingCategoryInput' })
export class CategoryInput {
  /** A title for people; at most 200 characters. */
  @Field(optional(nullable(text(MAX_TITLE))), {
    description: 'A title for people.',
    example: 'Product news',
  })
  title?: string | null;

  /** A description for people; at most 2,000 characters. */
  @Field(optional(nullable(text(MAX_DESCRIPTION))), {
    description: 'A description for people.',
    example: 'New features, about twice a month.',
  })
  description?: string | null;

  /**
   * The default for owners with neither a preference for the category nor a global default; null: the system default.
   */
  @Field(optional(nullable(object(DefaultPreferenceInput))), {
    description:
      'The default for owners who have neither a preference for this category nor a global default. ' +
      'If it is null or absent, the system default applies.',
    example: EXAMPLE_COLUMNS,
  })
  defaultPreference?: DefaultPreferenceInput | null;

  /** Channels that always deliver, even if the owner's preference turns them off. By default there are none. */
  @Field(optional(someOf(CHANNELS, 'channel')), {
    default: [],
    description: "Channels that always deliver, even if the owner's preference turns them off.",
    example: ['in_app'],
  })
  requiredChannels?: readonly Channel[];

  /** Whether a channel that the default turns off needs an opt-in: the owner's preference for this category. */
  @Field(optional(boolean), {
    default: false,
    description:
      'Whether a channel that `default_preference` turns off needs an opt-in. Then only an ' +
      "owner's preference for this category can turn it on; a global default cannot.",
    example: true,
  })
  optIn?: boolean;
}

/** Requires a default with an opt-in, because an owner opts in to channels that the default turns off. */
function optInNeedsDefault({ optIn, defaultPreference }: CategoryInput): WrongValue[] {
  if (!optIn || defaultPreference) return [];
  const fault = 'is required with an opt-in.';
  return [{ path: ['defaultPreference'], code: 'required', fault }];
}
