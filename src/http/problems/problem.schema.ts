import { ApiProperty, ApiSchema } from '../openapi/openapi.js';
import { type ProblemCode, PROBLEMS } from './problem-codes.js';

/** The path and the request id of every example. */
export const INSTANCE = '/v1/messaging/preferences';
export const REQUEST_ID = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';

/** The codes of a `PermissionProblem`. */
const PERMISSION_CODES: readonly ProblemCode[] = ['permission_denied'];

/** The codes that only a `ValidationProblem` has. */
const FIELD_CODES: readonly ProblemCode[] = ['validation_failed', 'unknown_category'];

/** The codes of the other problems. A `ValidationProblem` may have three of them, when its status is the same. */
const OTHER_CODES = (Object.keys(PROBLEMS) as ProblemCode[]).filter(
  (code) => !PERMISSION_CODES.includes(code) && !FIELD_CODES.includes(code),
);

/** Documents the member `code`. */
const ApiCode = (codes: readonly ProblemCode[]) =>
  ApiProperty({
    type: String,
    'x-extensible-enum': codes,
    description: 'The kind of problem, for programs. New values may be added.',
    example: codes[0],
  } as object);

/** The body of an error (RFC 9457), for the OpenAPI document. */
@ApiSchema({ name: 'MessagingProblem' })
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
    description: 'What was wrong with the request and what to do about it.',
    example: PROBLEMS.unauthenticated.detail,
  })
  detail!: string;

  @ApiProperty({
    type: String,
    format: 'uri-reference',
    description: 'The path that was requested.',
    example: INSTANCE,
  })
  instance!: string;

  @ApiCode(OTHER_CODES)
  code!: string;

  @ApiProperty({
    type: String,
    description: 'Identifies the request in the log. It equals the response header `X-Request-Id`.',
    example: REQUEST_ID,
  })
  request_id!: string;
}

/** One wrong field or parameter, for the OpenAPI document. */
@ApiSchema({ name: 'MessagingFieldProblem' })
export class FieldProblem {
  @ApiProperty({
    type: String,
    required: false,
    description:
      'The wrong field, as a JSON Pointer in its URI fragment form; `#` is the whole body. ' +
      'Absent when a parameter is wrong.',
    example: '#/push_enabled',
  })
  pointer?: string;

  @ApiProperty({
    type: String,
    required: false,
    description: 'The wrong parameter of the path or the query. Absent when a field is wrong.',
    example: 'limit',
  })
  parameter?: string;

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

/** A 400. `errors` lists every wrong field when the code is `validation_failed`. */
@ApiSchema({ name: 'MessagingValidationProblem' })
export class ValidationProblem extends Problem {
  @ApiCode([...FIELD_CODES, 'malformed_request', 'not_found', 'precondition_failed'])
  override code!: string;

  @ApiProperty({
    type: [FieldProblem],
    required: false,
    description:
      'One entry for each wrong field. It is present when the code is `validation_failed`.',
    example: [{ pointer: '#/push_enabled', code: 'required', detail: 'push_enabled is required.' }],
  })
  errors?: FieldProblem[];
}

/** A 403. It lists the permissions that the credential's role lacks. */
@ApiSchema({ name: 'MessagingPermissionProblem' })
export class PermissionProblem extends Problem {
  @ApiCode(PERMISSION_CODES)
  override code!: string;

  @ApiProperty({
    type: [String],
    description: 'The required permissions that the caller does not have.',
    example: ['messaging:update'],
  })
  missing_permissions!: string[];
}
