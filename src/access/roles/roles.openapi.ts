import { applyDecorators } from '@nestjs/common';
import { ApiNoContentResponse, ApiParam } from '@nestjs/swagger';
import { ApiAnswer } from '../../http/lists/list.schema.js';
import { listSchema } from '../../http/lists/list.js';
import { ApiProblem } from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { ApiBodyProblems, ApiConflict, ManagesAccess } from '../http/access.openapi.js';
import { RoleResource } from './role.resource.js';

const INSTANCE = '/v1/access/roles/support';

const RoleListResource = listSchema('AccessRoleList', RoleResource);

const NAME = ApiParam({
  name: 'name',
  description: 'The name of the role: 1 to 64 of `A-Z a-z 0-9 _ . -`, a letter or a digit first.',
  schema: { type: 'string', minLength: 1, maxLength: 64 },
  example: 'support',
});

const NOT_FOUND = ApiProblem('not_found', 'There is no such role.', {
  example: { detail: 'There is no such role.', instance: INSTANCE },
});

export const ApiListRoles = () =>
  applyDecorators(
    ManagesAccess(
      'listRoles',
      'List the roles',
      'The built-in ones first, then by name. All in one page.',
    ),
    ApiAnswer(RoleListResource, 'All roles.'),
  );

export const ApiGetRole = () =>
  applyDecorators(
    ManagesAccess('getRole', 'Read a role', 'What a role grants.'),
    NAME,
    ApiAnswer(RoleResource, 'The role.'),
    NOT_FOUND,
  );

export const ApiPutRole = () =>
  applyDecorators(
    ManagesAccess(
      'putRole',
      'Make a role, or replace what it grants',
      'You can grant, and take away, what you hold yourself. It holds for keys that have the role at once on this server, and within five ' +
        'seconds on every other. Roles are for every tenant: a credential of one tenant may not change them.',
    ),
    NAME,
    ApiAnswer(RoleResource, 'The role as it is now.'),
    ApiBodyProblems({
      field: 'permissions',
      fault: 'permissions is required.',
      code: 'required',
    }),
    ApiConflict(
      'It is built in, or nobody could manage access any more.',
      'member is built in and stays as it is; use another name.',
      INSTANCE,
    ),
  );

export const ApiDeleteRole = () =>
  applyDecorators(
    ManagesAccess(
      'deleteRole',
      'Delete a role',
      'Deletes a role that no valid key has and that grants no more than yours. A credential of one tenant may not.',
    ),
    NAME,
    ApiNoContentResponse({
      description: 'There is no such role now.',
      headers: REQUEST_ID_HEADERS,
    }),
    NOT_FOUND,
    ApiConflict(
      'It is built in, or keys have it.',
      '2 API keys have this role. Revoke them or replace them first.',
      INSTANCE,
    ),
  );
