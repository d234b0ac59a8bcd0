import { Field, FollowsClassRule } from '../../http/input/field.decorator.js';
import { nullable, optional } from '../../http/input/rules.js';
import { objects, string } from '../../http/input/rules.js';
import type { WrongValue } from '../../http/problems/domain.error.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { categoryRule } from '../categories/category-name.js';
import { withGivenValues } from '../channels/value-schemas.js';
import { versionIn } from './write-conditions.js';

/** The most preferences that are written together. */
export const MAX_BATCH = 100;

const DIGEST =
  'How email of this category is batched. `instant`: one mail a notification, at once. ' +
  '`hourly`, `daily`: one mail for all of the hour or day. `off`: no email at all, even when ' +
  '`email_enabled` is true. Left out, it is `instant`, whatever was stored before.';

class CategoryOfInput {
  /** The category, or null or absent for the owner's global default. 1 to 128 code points after NFC. */
  @Field(optional(nullable(categoryRule)), {
    description:
      'The category this preference is for. Null, or left out, it is your global default: ' +
      'what holds for every category you have no preference for. Normalised to NFC; case-sensitive; ' +
      'no control characters, no white space at either end, not `.` or `..`.',
    example: 'billing',
  })
  category?: string | null;
}

/** What an owner wants for one category, or everywhere else. It replaces the stored preference as a whole. */
@ApiSchema({ name: 'MessagingPreferenceInput' })
export class PreferenceInput extends withGivenValues(CategoryOfInput, {
  which: 'of this category ',
  digest: DIGEST,
}) {}

const entityTagRule = string({}, (tag) =>
  versionIn(tag) ? undefined : 'must be the etag of a preference, quotes included.',
);

/** One of many preferences that are written together. */
@ApiSchema({ name: 'MessagingBatchPreferenceInput' })
export class BatchPreferenceInput extends PreferenceInput {
  /** Replace only: the entity tag that the preference was last seen with. */
  @Field(optional(nullable(entityTagRule)), {
    description:
      'Replace only: the `etag` of the preference as you last saw it. If it has changed since or is gone, ' +
      'the whole batch is answered with 412.',
    example: '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"',
  })
  ifMatch?: string | null;
}

/** Many preferences that are written together, all or none, each for another category. */
@FollowsClassRule<PreferenceBatchInput>(({ preferences }) => repeatedCategories(preferences))
@ApiSchema({ name: 'MessagingPreferenceBatchInput' })
export class PreferenceBatchInput {
  @Field(objects(BatchPreferenceInput, MAX_BATCH), {
    description: 'The preferences, each for another category.',
    example: [
      { category: null, in_app_enabled: true, email_enabled: true, push_enabled: false },
      { category: 'billing', in_app_enabled: true, email_enabled: true, push_enabled: true },
    ],
  })
  preferences!: readonly BatchPreferenceInput[];
}

function repeatedCategories(preferences: readonly PreferenceInput[]): WrongValue[] {
  const categories = preferences.map(({ category = null }) => category);
  return [...categories.entries()]
    .map(([position, category]) => ({ position, first: categories.indexOf(category) }))
    .filter(({ position, first }) => first < position)
    .map(({ position, first }) => ({
      path: ['preferences', position, 'category'],
      code: 'invalid_value',
      fault: `is also that of preferences[${first}].`,
    }));
}
