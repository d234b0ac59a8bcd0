import { applyDecorators } from '@nestjs/common';
import { ApiAnswer, ApiPages } from '../../http/lists/list.schema.js';
import { ApiHeader, ApiNoContentResponse, ApiParam, ApiQuery } from '../../http/openapi/openapi.js';
import { ApiProblem, ValidationProblem } from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { type RouteScope, ScopedOperation } from '../callers/route-scope.js';
import { PreferenceChangeListResource } from './preference-change.resource.js';
import { PreferenceListResource, PreferenceResource } from './preference.resource.js';

const EXAMPLE_ID = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';

const ETAG = {
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

const NOT_FOUND = ApiProblem('not_found', 'The owner has no preference of that id.', {
  example: {
    detail: 'There is no such preference.',
    instance: `/v1/messaging/preferences/${EXAMPLE_ID}`,
  },
});

const WRONG_BODY = applyDecorators(
  ApiProblem(
    'validation_failed',
    'The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong: `errors` names every wrong one. ' +
      'Or only registered categories are taken, and this is none (`unknown_category`).',
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
  ApiProblem('unsupported_media_type', 'The body is not declared as application/json.'),
);

export const ApiListPreferences = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'Preferences',
      needs: 'read',
      summary: 'List preferences',
      description:
        "The owner's preferences by category, in code point order, the global default first.",
    }),
    ApiQuery({
      name: 'category',
      required: false,
      description: 'Only preferences for this category; repeat it for several.',
      schema: { type: 'array', items: { type: 'string' } },
      explode: true,
    }),
    ApiQuery({
      name: 'global',
      required: false,
      description: '`true`: only the global default, or with `category` that one too.',
      schema: { type: 'boolean', enum: [true] },
    }),
    ApiPages(),
    ApiAnswer(PreferenceListResource, 'One page of the preferences.'),
  );

export const ApiUpsertPreference = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'upsert',
      noun: 'Preference',
      needs: 'update',
      summary: 'Create or replace a preference',
      description:
        'Stores what the owner wants for one category or, with `category` null or left out, the global ' +
        'default. It replaces the stored preference as a whole and is idempotent: the same request ' +
        'again answers with the same bytes. Without a condition the last write wins.',
    }),
    IF_MATCH,
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'Create only: `*` answers 412 where there is a preference already.',
      schema: { type: 'string', enum: ['*'] },
    }),
    ApiAnswer(PreferenceResource, 'The preference as it is stored now, created or replaced.', ETAG),
    WRONG_BODY,
    ApiProblem(
      'precondition_failed',
      'The condition of `If-Match` or `If-None-Match` does not hold. Nothing was done.',
    ),
    ApiProblem('payload_too_large', 'The body is larger than 16 KiB.'),
  );

export const ApiUpsertPreferences = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'upsert',
      noun: 'Preferences',
      needs: 'update',
      summary: 'Create or replace many preferences',
      description:
        'Stores up to 100 preferences, all or none, each as the request for one would. It is idempotent.',
    }),
    ApiAnswer(
      PreferenceListResource,
      'The preferences as they are stored now, in the order of the request.',
    ),
    WRONG_BODY,
    ApiProblem(
      'precondition_failed',
      'An `if_match` does not hold: `errors` names every one. Nothing was done.',
      { schema: ValidationProblem },
    ),
    ApiProblem('payload_too_large', 'The body is larger than 256 KiB.'),
  );

export const ApiGetPreference = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'get',
      noun: 'Preference',
      needs: 'read',
      summary: 'Read a preference',
      description: "One of the owner's preferences, by its id.",
    }),
    PREFERENCE_ID,
    ApiAnswer(PreferenceResource, 'The preference as it is stored now.', ETAG),
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
        "Deletes one of the owner's preferences. For its category the global default holds again, " +
        "or else the category's or the system's default. Its history stays.",
    }),
    PREFERENCE_ID,
    IF_MATCH,
    ApiNoContentResponse({ description: 'It is deleted.', headers: REQUEST_ID_HEADERS }),
    ApiProblem('malformed_request', 'If-Match is not an entity tag.'),
    NOT_FOUND,
    ApiProblem('precondition_failed', 'If-Match does not hold. Nothing was done.'),
  );

export const ApiListPreferencesHistory = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'PreferencesHistory',
      needs: 'read',
      summary: 'List the changes of all preferences',
      description:
        "Every real change of the owner's preferences, deletions included, the latest first: " +
        'what was, what is, who made it, when and how.',
    }),
    ApiPages(),
    ApiAnswer(PreferenceChangeListResource, 'One page of the changes.'),
  );

export const ApiListPreferenceHistory = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'PreferenceHistory',
      needs: 'read',
      summary: 'List the changes of a preference',
      description:
        "Every real change of one of the owner's preferences, which may be deleted by now, the latest first.",
    }),
    PREFERENCE_ID,
    ApiPages(),
    ApiAnswer(PreferenceChangeListResource, 'One page of the changes.'),
    ApiProblem('not_found', 'The owner never had a preference of that id.'),
  );
