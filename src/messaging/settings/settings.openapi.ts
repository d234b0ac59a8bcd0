import { applyDecorators } from '@nestjs/common';
import { ApiAnswer, ApiPages, ApiWrongParameter } from '../../http/lists/list.schema.js';
import { ApiHeader, ApiResponse } from '../../http/openapi/openapi.js';
import { ApiProblem } from '../../http/problems/api-problem.js';
import { ValidationProblem } from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { type RouteScope, ScopedOperation } from '../callers/route-scope.js';
import { SettingsChangeListResource, SettingsResource } from './settings.resource.js';

const ETAG = {
  ETag: {
    description:
      'The strong entity tag of the settings, for `If-Match`. Absent when none are stored.',
    schema: { type: 'string' as const },
  },
};

const WRONG_TIME = 'daily_digest_at must be a time from 00:00 to 23:59, such as 08:00.';

export const ApiGetSettings = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'get',
      noun: 'Settings',
      needs: 'read',
      summary: 'Read the settings',
      description:
        'Reads what holds for all notifications of the owner. Without stored settings, the answer has the defaults, ' +
        'null for the times, and no `ETag`.',
    }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description:
        'The `ETag` that you have. The answer is 304 if the settings still have it. (In a host application on Fastify, ' +
        'the answer is 200 with the settings.)',
      schema: { type: 'string' },
    }),
    ...(scope.name === 'Owner'
      ? [ApiWrongParameter('owner_id', 'must be at most 255 characters long.')]
      : []),
    ApiAnswer(SettingsResource, 'The settings.', ETAG),
    ApiResponse({
      status: 304,
      description: 'The settings still have the entity tag in `If-None-Match`.',
      headers: { ...REQUEST_ID_HEADERS, ...ETAG },
    }),
  );

export const ApiPutSettings = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'put',
      noun: 'Settings',
      needs: 'update',
      summary: 'Create or replace the settings',
      description:
        'Replaces all settings of the owner; an absent field gets its default. It is idempotent: a repeated request ' +
        'gets the same response, byte for byte. It changes no preference. Without a condition the last write wins.',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description:
        'The `ETag` that the settings had when you read them, or a list of tags, or `*` for any version (RFC 9110, ' +
        'section 13.1.1). The answer is 412 if they have another version or are not stored.',
      schema: { type: 'string' },
    }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'With `*`, the answer is 412 if there are stored settings.',
      schema: { type: 'string', enum: ['*'] },
    }),
    ApiAnswer(SettingsResource, 'The stored settings.', ETAG),
    ApiProblem(
      'validation_failed',
      'The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field.',
      {
        schema: ValidationProblem,
        example: {
          detail: WRONG_TIME,
          errors: [{ pointer: '#/daily_digest_at', code: 'invalid_value', detail: WRONG_TIME }],
        },
      },
    ),
    ApiProblem(
      'precondition_failed',
      'The condition in `If-Match` or `If-None-Match` is not met. The request changed nothing.',
    ),
  );

export const ApiListSettingsHistory = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'SettingsHistory',
      needs: 'read',
      summary: 'List the changes of the settings',
      description:
        "Lists the changes of the owner's settings, newest first. Each change has the values before and after, its " +
        'actor, its time and its origin.',
    }),
    ApiPages(),
    ApiAnswer(SettingsChangeListResource, 'One page of changes.'),
  );
