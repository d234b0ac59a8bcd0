import { Field, FollowsClassRule } from '../../http/input/field.decorator.js';
import { nullable, objects, optional } from '../../http/input/rules.js';
import type { WrongValue } from '../../http/problems/domain.error.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { categoryRule } from '../categories/category-name.js';
import { columnsOf, EXAMPLE_COLUMNS, SYSTEM_DEFAULT } from '../channels/preference-values.js';
import { withGivenValues } from '../channels/value-schemas.js';
import { ifMatchRule } from './write-conditions.js';

/** The limit on the preferences in one batch. */
export const MAX_BATCH = 100;

const DIGEST =
  'How email of this category is batched. `instant`: one mail for each notification, at once. ' +
  '`hourly`, `daily`: one mail for all notifications of the hour or day. `off`: no email, even when ' +
  '`email_enabled` is true. If it is absent, it becomes `instant`, also when another value was stored.';

class CategoryOfInput {
  /** The category, by `categoryRule`. Null or absent means the owner's global default. */
  @Field(optional(nullable(categoryRule)), {
    description:
      'The category of the preference. If it is null or absent, the preference is the global default, which applies ' +
      'to every category without a preference. It is normalised to NFC and case-sensitive. It has no control ' +
      'characters, no white space at either end, and is not `.` or `..`.',
    example: 'billing',
  })
  category?: string | null;
}

/** The input for a preference. It replaces all values of the stored preference. */
@ApiSchema({ name: 'MessagingPreferenceInput' })
export class PreferenceInput extends withGivenValues(CategoryOfInput, {
  which: 'of this category ',
  digest: DIGEST,
}) {}

/** The input for one preference of a batch. */
@ApiSchema({ name: 'MessagingBatchPreferenceInput' })
export class BatchPreferenceInput extends PreferenceInput {
  /** The entity tag that the stored preference must have, as in `If-Match`. Null means no condition. */
  @Field(ifMatchRule, {
    description:
      'The `etag` that the preference had when you read it. If the preference was changed or deleted since, ' +
      'the answer for the whole batch is 412.',
    example: '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"',
  })
  ifMatch?: string | null;
}

/** The input for a batch of preferences, which are written all or none. Each has a different category. */
@FollowsClassRule<PreferenceBatchInput>(({ preferences }) => repeatedCategories(preferences))
@ApiSchema({ name: 'MessagingPreferenceBatchInput' })
export class PreferenceBatchInput {
  @Field(objects(BatchPreferenceInput, MAX_BATCH), {
    description: 'The preferences. Each has a different category.',
    example: [
      { category: null, ...EXAMPLE_COLUMNS },
      { category: 'billing', ...columnsOf(SYSTEM_DEFAULT) },
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
      fault: `is the same as in preferences[${first}].`,
    }));
}
