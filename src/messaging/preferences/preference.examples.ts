import { ApiProblem } from '../../http/problems/api-problem.js';
import { ValidationProblem } from '../../http/problems/problem.schema.js';

/** Bodies of a PUT for the OpenAPI document, by name. */
export const PREFERENCE_EXAMPLES = {
  category: {
    summary: 'A category: mail once a day',
    value: {
      category: 'billing',
      in_app_enabled: true,
      email_enabled: true,
      push_enabled: false,
      digest: 'daily',
    },
  },
  global_default: {
    summary: 'The global default, for all categories without a preference',
    value: {
      category: null,
      in_app_enabled: true,
      email_enabled: true,
      push_enabled: true,
      digest: 'instant',
    },
  },
  off: {
    summary: 'Everything off for a category',
    value: {
      category: 'marketing',
      in_app_enabled: false,
      email_enabled: false,
      push_enabled: false,
      digest: 'off',
    },
  },
};

const MISSING = {
  pointer: '#/push_enabled',
  code: 'required',
  detail: 'push_enabled is required.',
};

/** Documents the 400 of a body with preferences. */
export const WRONG_BODY = ApiProblem(
  'validation_failed',
  'The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. ' +
    'The code is `unknown_category` if only registered categories are accepted and the category is not registered.',
  {
    schema: ValidationProblem,
    examples: {
      missing_field: {
        summary: 'A field is missing',
        code: 'validation_failed',
        members: { detail: MISSING.detail, errors: [MISSING] },
      },
      not_json: {
        summary: 'The body is not JSON',
        code: 'malformed_request',
        members: { detail: 'The body is not valid JSON: see line 1, column 2.' },
      },
    },
  },
);
