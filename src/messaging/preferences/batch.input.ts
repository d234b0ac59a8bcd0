import { IsOptional, IsString, Matches } from 'class-validator';
import { InputField, ListField } from '../../http/input-fields.js';
import { pointerTo, ROOT } from '../../http/json-pointer.js';
import { ApiSchema } from '../../http/openapi.js';
import { validationFailed } from '../../http/problem.js';
import { MAX_BATCH, repeatedCategories } from './checked-preference.js';
import { ENTITY_TAG } from './entity-tag.js';
import { PreferenceInput } from './preference.input.js';
import type { BatchPreferenceInput } from './preferences.service.js';

/** One of many preferences that are written together. */
@ApiSchema({ name: 'MessagingBatchPreferenceInput' })
export class BatchItemInput extends PreferenceInput {
  /** Replace only: the entity tag that the preference was last seen with. */
  @InputField(
    {
      type: String,
      nullable: true,
      required: false,
      description:
        'Replace only: the `etag` of the preference as you last saw it. If it has changed since or is gone, ' +
        'the whole batch is answered with 412.',
      example: '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"',
    },
    IsOptional(),
    IsString({ message: 'must be a string or null.', context: { code: 'invalid_type' } }),
    Matches(ENTITY_TAG, {
      message: 'must be the etag of a preference, quotes included.',
      context: { code: 'invalid_value' },
    }),
  )
  ifMatch?: string | null;
}

/** Many preferences that are written together, all or none. */
@ApiSchema({ name: 'MessagingPreferenceBatchInput' })
export class PreferenceBatchInput {
  /** Each for another category. */
  @ListField(BatchItemInput, {
    maxItems: MAX_BATCH,
    description: 'The preferences, each for another category.',
    example: [
      { category: null, in_app_enabled: true, email_enabled: true, push_enabled: false },
      { category: 'billing', in_app_enabled: true, email_enabled: true, push_enabled: true },
    ],
  })
  preferences!: BatchItemInput[];
}

/**
 * The preferences of a batch, for the service.
 * @throws ProblemError `validation_failed` when two are for one category
 */
export function preferencesIn({ preferences }: PreferenceBatchInput): BatchPreferenceInput[] {
  const errors = repeatedCategories(preferences).map(({ position, first }) => ({
    pointer: pointerTo(pointerTo(pointerTo(ROOT, 'preferences'), String(position)), 'category'),
    code: 'invalid_value',
    detail: `category is that of #/preferences/${first} too.`,
  }));
  if (errors.length > 0) throw validationFailed(errors);
  return preferences.map(({ ifMatch, ...preference }) => ({
    ...preference,
    ifMatch: ifMatch ?? undefined,
  }));
}
