import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { PROBLEMS, type ProblemCode } from './problem.js';
import { REQUEST_ID_HEADERS } from './request-id.schema.js';

/** What every error answers with (RFC 9457), as the OpenAPI document describes it. */
export class Problem {
  @ApiProperty({
    type: String,
    format: 'uri',
    description: 'Identifies the kind of problem.',
    example: 'urn:bellwether:problem:unauthenticated',
  })
  type!: string;

  @ApiProperty({
    type: String,
    description: 'The kind of problem, in words.',
    example: 'Unauthenticated',
  })
  title!: string;

  @ApiProperty({ type: 'integer', description: 'The HTTP status, repeated.', example: 401 })
  status!: number;

  @ApiProperty({
    type: String,
    description: 'What was wrong with this request and what to do about it.',
    example: 'Send a valid API key: Authorization: Bearer <key>.',
  })
  detail!: string;

  @ApiProperty({
    type: String,
    format: 'uri-reference',
    description: 'The path that was requested.',
    example: '/v1/messaging/preferences',
  })
  instance!: string;

  @ApiProperty({
    type: String,
    description: 'The kind of problem, for programs. New values may be added.',
    example: 'unauthenticated',
  })
  code!: string;

  @ApiProperty({
    type: String,
    description: 'Names this request in the log; the same as the header `X-Request-Id`.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  request_id!: string;
}

/** One wrong field, as the OpenAPI document describes it. */
export class FieldProblem {
  @ApiProperty({
    type: String,
    description: 'The field, as a JSON Pointer in its URI fragment form; `#` is the whole body.',
    example: '#/push_enabled',
  })
  pointer!: string;

  @ApiProperty({
    type: String,
    description: 'The kind of fault, for programs. New values may be added.',
    example: 'required',
  })
  code!: string;

  @ApiProperty({
    type: String,
    description: 'What to do about it.',
    example: 'push_enabled is required.',
  })
  detail!: string;
}

/** A 400: `errors` names every wrong field when the code is `validation_failed`. */
export class ValidationProblem extends Problem {
  @ApiProperty({
    type: [FieldProblem],
    required: false,
    description: 'Every wrong field, one entry each; present when the code is `validation_failed`.',
    example: [{ pointer: '#/push_enabled', code: 'required', detail: 'push_enabled is required.' }],
  })
  errors?: FieldProblem[];
}

/** A 403: says which permissions the credential's role lacks. */
export class PermissionProblem extends Problem {
  @ApiProperty({
    type: [String],
    description: 'The permissions that were required and not granted.',
    example: ['messaging:update'],
  })
  missing_permissions!: string[];
}

/** Documents one problem response; its example follows from the code. */
export function ApiProblem(
  code: ProblemCode,
  description: string,
  example: object = {},
  schema: Type<Problem> = Problem,
): MethodDecorator & ClassDecorator {
  const { status, title } = PROBLEMS[code];
  return applyDecorators(
    ApiExtraModels(schema),
    ApiResponse({
      status,
      description,
      headers: REQUEST_ID_HEADERS,
      content: {
        'application/problem+json': {
          schema: { $ref: getSchemaPath(schema) },
          example: {
            type: `urn:bellwether:problem:${code}`,
            title,
            status,
            detail: description,
            instance: '/v1/messaging/preferences',
            code,
            request_id: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
            ...example,
          },
        },
      },
    }),
  );
}
