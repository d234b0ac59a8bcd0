import { applyDecorators } from '@nestjs/common';
import { DEFAULT_LIMIT, limitRule, MAX_LIMIT } from './page.js';
import { ApiOkResponse, ApiQuery } from '../openapi/openapi.js';
import { ApiProblem } from '../problems/api-problem.js';
import { ValidationProblem } from '../problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../requests/request-id.js';

const WRONG_LIMIT = `must be a whole number from 1 to ${MAX_LIMIT}.`;

/**
 * Documents the 400 of an operation with parameters in its path or query. The example names one of them, with its
 * fault.
 */
export function ApiWrongParameter(parameter: string, fault: string): MethodDecorator {
  const detail = `${parameter} ${fault}`;
  return ApiProblem(
    'validation_failed',
    'A parameter of the path or the query is wrong. `errors` lists the wrong parameters.',
    {
      schema: ValidationProblem,
      example: {
        detail,
        errors: [{ parameter, code: 'invalid_value', detail }],
      },
    },
  );
}

/** Documents the query parameters of a list with pages. */
export function ApiPages(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'limit',
      required: false,
      description: 'The maximum number of items in the page.',
      schema: { ...(limitRule.schema as object), default: DEFAULT_LIMIT },
    }),
    ApiQuery({
      name: 'cursor',
      required: false,
      description: 'The `next_cursor` of the previous page.',
      schema: { type: 'string' },
    }),
    ApiWrongParameter('limit', WRONG_LIMIT),
  );
}

/** Documents a 200 response of class `type`. */
export function ApiAnswer(
  type: new () => object,
  description: string,
  headers: Record<string, object> = {},
): MethodDecorator {
  return ApiOkResponse({ type, description, headers: { ...REQUEST_ID_HEADERS, ...headers } });
}
