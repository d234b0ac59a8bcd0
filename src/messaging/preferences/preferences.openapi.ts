import { applyDecorators } from '@nestjs/common';
import { ApiAnswer, ApiPages } from '../../http/lists/list.schema.js';
import {
  ApiHeader,
  ApiNoContentResponse,
  ApiParam,
  ApiQuery,
  ApiResponse,
} from '../../http/openapi/openapi.js';
import { ApiMalformedPath, ApiProblem } from '../../http/problems/api-problem.js';
import { ValidationProblem } from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { type RouteScope, ScopedOperation } from '../callers/route-scope.js';
import { PreferenceChangeListResource } from './preference-change.resource.js';
import { MAX_BATCH } from './preference.input.js';
import { PreferenceListResource, PreferenceResource } from './preference.resource.js';
import { ApiWrongPreference } from './preference.problems.js';
import { WRONG_IF_MATCH } from './write-conditions.js';

const EXAMPLE_ID = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';

const ETAG = {
  ETag: {
    description: 'The strong entity tag of the preference, for `If-Match`.',
    schema: { type: 'string' as const },
  },
};

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description:
    'The `ETag` that the preference had when you read it, or a list of tags, or `*` for any version (RFC 9110, ' +
    'section 13.1.1). The answer is 412 if the preference has another version or does not exist.',
  schema: { type: 'string' },
});

const IF_NONE_MATCH = ApiHeader({
  name: 'If-None-Match',
  required: false,
  description:
    'The `ETag` that you have. The answer is 304 if the preference still has it. (In a host application on Fastify, ' +
    'the answer is 200 with the preference.)',
  schema: { type: 'string' },
});

const NOT_MODIFIED = ApiResponse({
  status: 304,
  description: 'The preference still has the entity tag in `If-None-Match`.',
  headers: { ...REQUEST_ID_HEADERS, ...ETAG },
});

const PREFERENCE_ID = ApiParam({
  name: 'id',
  description: 'The id of the preference.',
  schema: { type: 'string', format: 'uuid' },
  example: EXAMPLE_ID,
});

const STALE_ITEM = {
  pointer: '#/preferences/1/if_match',
  code: 'precondition_failed',
  detail: 'if_match is not the current version: the preference was changed or deleted.',
};

const NO_PREFERENCE = {
  example: {
    detail: 'There is no such preference.',
    instance: `/v1/messaging/preferences/${EXAMPLE_ID}`,
  },
};

const NOT_FOUND = ApiProblem(
  'not_found',
  'The owner has no preference with this id.',
  NO_PREFERENCE,
);

export const ApiListPreferences = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'Preferences',
      needs: 'read',
      summary: 'List preferences',
      description:
        "Lists the owner's preferences by category in code point order, the global default first.",
    }),
    ApiQuery({
      name: 'category',
      required: false,
      description:
        'List only the preference for this category. Repeat the parameter for several categories.',
      schema: { type: 'array', items: { type: 'string' } },
      explode: true,
    }),
    ApiQuery({
      name: 'global',
      required: false,
      description:
        '`true` lists only the global default, or the global default besides each `category`.',
      schema: { type: 'boolean', enum: [true] },
    }),
    ApiPages(),
    ApiAnswer(PreferenceListResource, 'One page of preferences.'),
  );

export const ApiUpsertPreference = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'upsert',
      noun: 'Preference',
      needs: 'update',
      summary: 'Create or replace a preference',
      description:
        'Stores the preference of the owner for one category, or the global default if `category` is null or absent. ' +
        'It replaces all values of a stored preference. It is idempotent: a repeated request gets the same response, ' +
        'byte for byte. Without a condition the last write wins.',
    }),
    IF_MATCH,
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'With `*`, the answer is 412 if there is already a preference for the category.',
      schema: { type: 'string', enum: ['*'] },
    }),
    ApiAnswer(PreferenceResource, 'The stored preference.', ETAG),
    ApiWrongPreference('#/push_enabled'),
    ApiProblem(
      'precondition_failed',
      'The condition in `If-Match` or `If-None-Match` is not met. The request changed nothing.',
    ),
  );

export const ApiUpsertPreferences = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'upsert',
      noun: 'Preferences',
      needs: 'update',
      summary: 'Create or replace a batch of preferences',
      description:
        `Stores up to ${MAX_BATCH} preferences, all or none, each like the request for a single one. ` +
        'It is idempotent.',
    }),
    ApiAnswer(PreferenceListResource, 'The stored preferences, in the order of the request.'),
    ApiWrongPreference('#/preferences/1/push_enabled'),
    ApiProblem(
      'precondition_failed',
      'An `if_match` is not the current version. `errors` lists each of them. The request changed nothing.',
      {
        schema: ValidationProblem,
        example: { errors: [STALE_ITEM] },
      },
    ),
  );

export const ApiGetPreference = (scope: RouteScope) =>
  applyDecorators(
    ApiMalformedPath(),
    ScopedOperation(scope, {
      verb: 'get',
      noun: 'Preference',
      needs: 'read',
      summary: 'Read a preference',
      description: "Reads one of the owner's preferences by its id.",
    }),
    PREFERENCE_ID,
    IF_NONE_MATCH,
    ApiAnswer(PreferenceResource, 'The stored preference.', ETAG),
    NOT_MODIFIED,
    NOT_FOUND,
  );

export const ApiDeletePreference = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'delete',
      noun: 'Preference',
      needs: 'update',
      summary: 'Delete a preference',
      description:
        "Deletes one of the owner's preferences. The global default, the default of the category or the system " +
        'default then applies to its category. Its history stays.',
    }),
    PREFERENCE_ID,
    IF_MATCH,
    ApiNoContentResponse({
      description: 'The preference is deleted.',
      headers: REQUEST_ID_HEADERS,
    }),
    ApiProblem(
      'malformed_request',
      '`If-Match` is neither `*` nor a list of entity tags, or the path is not percent-encoded UTF-8.',
      { example: { detail: WRONG_IF_MATCH } },
    ),
    NOT_FOUND,
    ApiProblem(
      'precondition_failed',
      'The condition in `If-Match` is not met. The request changed nothing.',
    ),
  );

export const ApiListPreferencesHistory = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'PreferencesHistory',
      needs: 'read',
      summary: 'List the changes of all preferences',
      description:
        "Lists the changes of the owner's preferences, including deletions, newest first. Each change has the values " +
        'before and after, its actor, its time and its origin.',
    }),
    ApiPages(),
    ApiAnswer(PreferenceChangeListResource, 'One page of changes.'),
  );

export const ApiListPreferenceHistory = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'PreferenceHistory',
      needs: 'read',
      summary: 'List the changes of a preference',
      description:
        "Lists the changes of one of the owner's preferences, newest first. The preference may be deleted.",
    }),
    PREFERENCE_ID,
    ApiPages(),
    ApiAnswer(PreferenceChangeListResource, 'One page of changes.'),
    ApiProblem('not_found', 'The owner never had a preference with this id.', NO_PREFERENCE),
  );
