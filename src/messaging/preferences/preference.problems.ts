import { ApiProblem } from '../../http/problems/api-problem.js';
import { ValidationProblem } from '../../http/problems/problem.schema.js';

const MISSING = { code: 'required', detail: 'push_enabled is required.' };

/** Documents the 400 of a body with preferences. `pointer` is the place of the missing field in the example. */
export const ApiWrongPreference = (pointer: string) =>
  ApiProblem(
    'validation_failed',
    'The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. ' +
      'The code is `unknown_category` if only registered categories are accepted and the category is not registered.',
    {
      schema: ValidationProblem,
      examples: {
        missing_field: {
          summary: 'A field is missing',
          code: 'validation_failed',
          members: { detail: MISSING.detail, errors: [{ pointer, ...MISSING }] },
        },
        not_json: {
          summary: 'The body is not JSON',
          code: 'malformed_request',
          members: { detail: 'The body is not valid JSON: see line 1, column 2.' },
        },
      },
    },
  );
