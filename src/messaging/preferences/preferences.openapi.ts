import { applyDecorators } from '@nestjs/common';
import {
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
} from '../../http/openapi.js';
import { ApiProblem, ValidationProblem } from '../../http/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/request-id.schema.js';
import { PreferenceResource } from './preference.resource.js';

const EXAMPLE_ID = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';

const PREFERENCE_HEADERS = {
  ...REQUEST_ID_HEADERS,
  ETag: {
    description: 'The strong entity tag of the preference as it is, for `If-Match`.',
    schema: { type: 'string' as const },
  },
};

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description:
    'The `ETag` of the preference as you last saw it: 412 if it has changed since or is gone.',
  schema: { type: 'string' },
});

const PREFERENCE_ID = ApiParam({
  name: 'id',
  description: 'The id of the preference.',
  schema: { type: 'string', format: 'uuid' },
  example: EXAMPLE_ID,
});

const PRECONDITION_FAILED = ApiProblem(
  'precondition_failed',
  'The condition of `If-Match` or `If-None-Match` does not hold. Nothing was done.',
);

const NOT_FOUND = ApiProblem('not_found', 'You have no preference of that id.', {
  example: {
    detail: 'There is no such preference.',
    instance: `/v1/messaging/preferences/${EXAMPLE_ID}`,
  },
});

const FAULTS = [
  ApiProblem('internal', 'A defect on our side, logged with the request id.'),
  ApiProblem('unavailable', 'The database is away. Try again after `Retry-After` seconds.'),
];

/** Documents `PUT /v1/messaging/preferences`. */
export function ApiUpsertPreference(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      operationId: 'upsertPreference',
      summary: 'Create or replace a preference',
      description:
        'Stores what you want for one category or, with `category` null or left out, your global ' +
        'default. It replaces the stored preference as a whole and is idempotent: the same request ' +
        'again answers with the same bytes. Without a condition the last write wins. ' +
        'Required permission: `messaging:update`.',
    }),
    IF_MATCH,
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'Create only: `*` answers 412 where there is a preference already.',
      schema: { type: 'string', enum: ['*'] },
    }),
    ApiOkResponse({
      type: PreferenceResource,
      description: 'The preference as it is stored now, created or replaced.',
      headers: PREFERENCE_HEADERS,
    }),
    ApiProblem(
      'validation_failed',
      'The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong: `errors` names every wrong one.',
      {
        schema: ValidationProblem,
        example: {
          detail: 'push_enabled is required.',
          errors: [
            { pointer: '#/push_enabled', code: 'required', detail: 'push_enabled is required.' },
          ],
        },
      },
    ),
    PRECONDITION_FAILED,
    ApiProblem('payload_too_large', 'The body is larger than 16 KiB.'),
    ApiProblem('unsupported_media_type', 'The body is not declared as application/json.'),
    ...FAULTS,
  );
}

/** Documents `GET /v1/messaging/preferences/{id}`. */
export function ApiGetPreference(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      operationId: 'getPreference',
      summary: 'Read a preference',
      description: 'One of your own preferences, by its id. Required permission: `messaging:read`.',
    }),
    PREFERENCE_ID,
    ApiOkResponse({
      type: PreferenceResource,
      description: 'The preference as it is stored now.',
      headers: PREFERENCE_HEADERS,
    }),
    NOT_FOUND,
    ...FAULTS,
  );
}

/** Documents `DELETE /v1/messaging/preferences/{id}`. */
export function ApiDeletePreference(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      operationId: 'deletePreference',
      summary: 'Delete a preference',
      description:
        'Deletes one of your own preferences. For its category your global default holds again, ' +
        'or else the system default. Required permission: `messaging:update`.',
    }),
    PREFERENCE_ID,
    IF_MATCH,
    ApiNoContentResponse({ description: 'It is deleted.', headers: REQUEST_ID_HEADERS }),
    ApiProblem('malformed_request', 'If-Match is not an entity tag.'),
    NOT_FOUND,
    PRECONDITION_FAILED,
    ...FAULTS,
  );
}
