import { applyDecorators } from '@nestjs/common';
import { DEFAULT_LIMIT, limitRule } from './page.js';
import { ApiOkResponse, ApiQuery } from '../openapi/openapi.js';
import { ApiProblem, ValidationProblem } from '../problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../requests/request-id.js';

/** Documents the 400 of an operation whose path and query can be wrong. */
export function ApiWrongParameter(): MethodDecorator {
  return ApiProblem(
    'validation_failed',
    'A parameter of the path or the query is wrong: `errors` names every wrong one.',
    {
      schema: ValidationProblem,
      example: {
        detail: 'limit must be a whole number from 1 to 100.',
        errors: [
          {
            parameter: 'limit',
            code: 'invalid_value',
            detail: 'limit must be a whole number from 1 to 100.',
          },
        ],
      },
    },
  );
}

/** Documents the query parameters of a list that comes in pages. */
export function ApiPages(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      description: 'How many items at most.',
      schema: { ...(limitRule.schema as object), default: DEFAULT_LIMIT },
    }),
    ApiQuery({
      name: 'cursor',
      required: false,
      description: 'The `next_cursor` of the page before.',
      schema: { type: 'string' },
    }),
    ApiWrongParameter(),
  );
}

/** Documents an answer of class `type`. */
export function ApiAnswer(
  type: new () => object,
  description: string,
  headers: Record<string, object> = {},
): MethodDecorator {
  return ApiOkResponse({ type, description, headers: { ...REQUEST_ID_HEADERS, ...headers } });
}
