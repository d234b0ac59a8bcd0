import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiParam, ApiQuery } from '@nestjs/swagger';
import { ApiAnswer, ApiPages } from '../../http/lists/list.schema.js';
import { ApiProblem } from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { ApiBodyProblems, ApiConflict, ManagesAccess } from '../http/access.openapi.js';
import { ApiKeyListResource, ApiKeyResource, IssuedApiKeyResource } from './api-key.resource.js';

const INSTANCE = '/v1/access/api-keys/1HeddIikNNmACOJfy';

const ID = applyDecorators(
  ApiParam({
    name: 'id',
    description: 'The `id` of the key, never the key itself.',
    schema: { type: 'string' },
    example: '1HeddIikNNmACOJfy',
  }),
  ApiProblem('not_found', 'There is no such key in your reach.', {
    example: { detail: 'There is no such API key.', instance: INSTANCE },
  }),
);

const WRONG_NAME = { field: 'name', fault: 'name must not be empty.', code: 'invalid_value' };

const WRONG_OVERLAP = {
  field: 'overlap_seconds',
  fault: 'overlap_seconds is required.',
  code: 'required',
};

export const ApiCreateKey = () =>
  applyDecorators(
    ManagesAccess(
      'createApiKey',
      'Make an API key',
      'Makes a key for an owner, with a role that grants no more than yours. Its `secret` is in this answer and nowhere else.',
    ),
    ApiCreatedResponse({
      type: IssuedApiKeyResource,
      description: 'The key, with its secret this once.',
      headers: REQUEST_ID_HEADERS,
    }),
    ApiBodyProblems(WRONG_NAME),
  );

export const ApiListKeys = () =>
  applyDecorators(
    ManagesAccess(
      'listApiKeys',
      'List the API keys',
      "The latest first, revoked and expired ones too. With a credential of a tenant, that tenant's; else those of all.",
    ),
    ApiQuery({
      name: 'owner_id',
      required: false,
      description: 'Only those of this owner.',
      schema: { type: 'string' },
    }),
    ApiPages(),
    ApiAnswer(ApiKeyListResource, 'One page of the keys.'),
  );

export const ApiGetKey = () =>
  applyDecorators(
    ManagesAccess('getApiKey', 'Read an API key', 'What is known of a key; its secret is not.'),
    ID,
    ApiAnswer(ApiKeyResource, 'The key.'),
  );

export const ApiRotateKey = () =>
  applyDecorators(
    ManagesAccess(
      'rotateApiKey',
      'Give an API key a new secret',
      'The secret that it has now is still taken for `overlap_seconds`, so that its users can change over without a gap. ' +
        'Its role must not grant more than yours.',
    ),
    ID,
    ApiAnswer(IssuedApiKeyResource, 'The key, with its new secret this once.'),
    ApiBodyProblems(WRONG_OVERLAP),
    ApiConflict('It is revoked or expired.', 'This key is revoked. Create another one.', INSTANCE),
  );

export const ApiRevokeKey = () =>
  applyDecorators(
    ManagesAccess(
      'revokeApiKey',
      'Revoke an API key',
      'It is refused at once by this server and within five seconds by every other. Again, it does nothing. ' +
        'Its role must not grant more than yours; a key may revoke itself.',
    ),
    ID,
    ApiNoContentResponse({ description: 'It is revoked.', headers: REQUEST_ID_HEADERS }),
    ApiConflict(
      'Nobody could manage access any more.',
      'This would leave no key of no tenant that may manage access. Create another one first.',
      INSTANCE,
    ),
  );
