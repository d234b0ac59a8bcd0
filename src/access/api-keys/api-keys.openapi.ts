import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiParam, ApiQuery } from '@nestjs/swagger';
import { ApiAnswer, ApiPages } from '../../http/lists/list.schema.js';
import { ApiMalformedPath, ApiProblem } from '../../http/problems/api-problem.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { LAST_GLOBAL_KEY } from '../grants/access.errors.js';
import { ApiWrongBody, ApiConflict, ManagesAccess } from '../http/access.openapi.js';
import { ApiKeyListResource, ApiKeyResource, IssuedApiKeyResource } from './api-key.resource.js';

const INSTANCE = '/v1/access/api-keys/1HeddIikNNmACOJfy';

const ID = applyDecorators(
  ApiParam({
    name: 'id',
    description: 'The `id` of the key, not the key itself.',
    schema: { type: 'string' },
    example: '1HeddIikNNmACOJfy',
  }),
  ApiMalformedPath(),
  ApiProblem('not_found', 'There is no such key, or it belongs to another tenant.', {
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
      'Create an API key',
      'Creates a key for an owner, with a role that grants only permissions that you have. ' +
        'Its `secret` is in this response only.',
    ),
    ApiCreatedResponse({
      type: IssuedApiKeyResource,
      description: 'The key with its secret.',
      headers: REQUEST_ID_HEADERS,
    }),
    ApiWrongBody(WRONG_NAME),
  );

export const ApiListKeys = () =>
  applyDecorators(
    ManagesAccess(
      'listApiKeys',
      'List the API keys',
      'Lists the keys, newest first, including revoked and expired keys. A credential of a tenant lists the keys of ' +
        'that tenant; a global credential lists all keys.',
    ),
    ApiQuery({
      name: 'owner_id',
      required: false,
      description: 'List only the keys of this owner.',
      schema: { type: 'string' },
    }),
    ApiPages(),
    ApiAnswer(ApiKeyListResource, 'One page of keys.'),
  );

export const ApiGetKey = () =>
  applyDecorators(
    ManagesAccess('getApiKey', 'Read an API key', 'Reads a key without its secret.'),
    ID,
    ApiAnswer(ApiKeyResource, 'The key.'),
  );

export const ApiRotateKey = () =>
  applyDecorators(
    ManagesAccess(
      'rotateApiKey',
      'Give an API key a new secret',
      'Gives a key a new secret. The current secret stays valid for `overlap_seconds`, so that clients can change ' +
        'the secret without downtime. The role of the key must grant only permissions that you have.',
    ),
    ID,
    ApiAnswer(IssuedApiKeyResource, 'The key with its new secret.'),
    ApiWrongBody(WRONG_OVERLAP),
    ApiConflict(
      'The key is revoked or expired.',
      'This key is revoked. Create another one.',
      INSTANCE,
    ),
  );

export const ApiRevokeKey = () =>
  applyDecorators(
    ManagesAccess(
      'revokeApiKey',
      'Revoke an API key',
      'Revokes a key permanently. This server rejects it at once, every other server within five seconds. ' +
        'Revoking a revoked key does nothing. The role of the key must grant only permissions that you have. ' +
        'A key can revoke itself.',
    ),
    ID,
    ApiNoContentResponse({ description: 'The key is revoked.', headers: REQUEST_ID_HEADERS }),
    ApiConflict(
      'It is the last valid global key that grants `access:manage`.',
      LAST_GLOBAL_KEY,
      INSTANCE,
    ),
  );
