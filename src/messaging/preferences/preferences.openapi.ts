import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '../../http/openapi.js';
import { ApiProblem, ValidationProblem } from '../../http/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/request-id.schema.js';
import { PreferenceResource } from './preference.resource.js';

/** Documents `PUT /v1/messaging/preferences`. */
export function ApiUpsertPreference(): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      operationId: 'upsertPreference',
      summary: 'Create or replace a preference',
      description:
        'Stores what you want for one category or, with `category` null or left out, your global ' +
        'default. It replaces the stored preference as a whole and is idempotent: the same request ' +
        'again answers with the same bytes. Required permission: `messaging:update`.',
    }),
    ApiOkResponse({
      type: PreferenceResource,
      description: 'The preference as it is stored now, created or replaced.',
      headers: REQUEST_ID_HEADERS,
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
    ApiProblem('payload_too_large', 'The body is larger than 16 KiB.'),
    ApiProblem('unsupported_media_type', 'The body is not declared as application/json.'),
    ApiProblem('internal', 'A defect on our side, logged with the request id.'),
    ApiProblem('unavailable', 'The database is away. Try again after `Retry-After` seconds.'),
  );
}
