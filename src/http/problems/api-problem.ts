import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '../openapi/openapi.js';
import { REQUEST_ID_HEADERS } from '../requests/request-id.js';
import { ProblemError } from './problem.js';
import type { ProblemCode } from './problem-codes.js';
import { INSTANCE, Problem, REQUEST_ID } from './problem.schema.js';

const HEADERS: Partial<Record<ProblemCode, Record<string, string>>> = {
  unauthenticated: {
    'WWW-Authenticate': 'The challenge, such as `Bearer` (RFC 9110, section 11.6.1).',
  },
  unavailable: { 'Retry-After': 'Seconds to wait before the next attempt.' },
  rate_limited: {
    'Retry-After': 'Seconds to wait before the next attempt.',
    'RateLimit-Policy':
      'The limit: `"credential";q=600;w=60` means 600 requests in a window of 60 seconds.',
    RateLimit:
      'What remains: `"credential";r=0;t=42` means 0 requests, and a new window in 42 seconds.',
  },
};

/** A named example of a problem. Its defaults follow from its code. */
export interface ProblemExample {
  summary: string;
  code: ProblemCode;
  /** Members that replace the defaults. */
  members: object;
}

/** The OpenAPI response object of a problem. */
export interface ProblemResponse {
  description: string;
  headers: Record<string, { description: string; schema: { type: 'string' } }>;
  content: {
    'application/problem+json': {
      schema: { $ref: string };
      example?: object;
      examples?: Record<string, { summary: string; value: object }>;
    };
  };
}

interface ProblemDocumentation {
  /** Members that replace the example's defaults, which follow from the code. */
  example?: object;
  /** Several examples by name, in place of one. */
  examples?: Readonly<Record<string, ProblemExample>>;
  schema?: Type<Problem>;
}

/** Documents one problem response. `description` says when it occurs; the example follows from its code. */
export function ApiProblem(
  code: ProblemCode,
  description: string,
  documentation: ProblemDocumentation = {},
): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(documentation.schema ?? Problem),
    ApiResponse({
      status: new ProblemError(code).status,
      ...problemResponse(code, description, documentation),
    }),
  );
}

/** Documents the 400 of an operation with a parameter in its path that has no other 400. */
export function ApiMalformedPath(): MethodDecorator {
  return ApiProblem('malformed_request', 'The path is not percent-encoded UTF-8.');
}

/** Documents the 5xx responses that every operation can give. */
export function ApiServerProblems(): MethodDecorator {
  return applyDecorators(
    ApiProblem('internal', 'The server failed. It logged the error with the request id.'),
    ApiProblem(
      'unavailable',
      'The database is unavailable. Try again after `Retry-After` seconds.',
    ),
  );
}

/** Makes the OpenAPI response object of a problem. */
export function problemResponse(
  code: ProblemCode,
  description: string,
  { example = {}, examples, schema = Problem }: ProblemDocumentation = {},
): ProblemResponse {
  const headers = Object.entries(HEADERS[code] ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' as const } },
  ]);
  return {
    description,
    headers: { ...REQUEST_ID_HEADERS, ...(Object.fromEntries(headers) as object) },
    content: {
      'application/problem+json': {
        schema: { $ref: getSchemaPath(schema) },
        ...(examples
          ? { examples: namedExamples(examples) }
          : { example: exampleOf(code, example) }),
      },
    },
  };
}

function namedExamples(examples: Readonly<Record<string, ProblemExample>>) {
  const named = Object.entries(examples).map(([name, { summary, code, members }]) => [
    name,
    { summary, value: exampleOf(code, members) },
  ]);
  return Object.fromEntries(named) as Record<string, { summary: string; value: object }>;
}

function exampleOf(code: ProblemCode, members: object): object {
  return { ...new ProblemError(code).body(INSTANCE, REQUEST_ID), ...members };
}
