import { applyDecorators } from '@nestjs/common';
import { ApiNoContentResponse, ApiParam } from '@nestjs/swagger';
import { ApiAnswer } from '../../http/lists/list.schema.js';
import { listSchema } from '../../http/lists/list.js';
import { ApiMalformedPath, ApiProblem } from '../../http/problems/api-problem.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { ApiWrongBody, ApiConflict, ManagesAccess } from '../http/access.openapi.js';
import { roleNameRule } from './role.input.js';
import { RoleResource } from './role.resource.js';

const INSTANCE = '/v1/access/roles/support';

const RoleListResource = listSchema('AccessRoleList', RoleResource);

const NAME = applyDecorators(
  ApiParam({
    name: 'name',
    description:
      'The name of the role: 1 to 64 characters of `A-Z a-z 0-9 _ . -`. The first is a letter or a digit.',
    schema: roleNameRule.schema as object,
    example: 'support',
  }),
  ApiMalformedPath(),
);

const NOT_FOUND = ApiProblem('not_found', 'There is no such role.', {
  example: { detail: 'There is no such role.', instance: INSTANCE },
});

export const ApiListRoles = () =>
  applyDecorators(
    ManagesAccess(
      'listRoles',
      'List the roles',
      'Lists all roles in one page: first the built-in roles, then the others by name.',
    ),
    ApiAnswer(RoleListResource, 'All roles.'),
  );

export const ApiGetRole = () =>
  applyDecorators(
    ManagesAccess('getRole', 'Read a role', 'Reads a role and its permissions.'),
    NAME,
    ApiAnswer(RoleResource, 'The role.'),
    NOT_FOUND,
  );

export const ApiPutRole = () =>
  applyDecorators(
    ManagesAccess(
      'putRole',
      'Create a role, or replace its permissions',
      'You can grant and take away only permissions that you have. The change applies to keys and tokens with the ' +
        'role at once on this server and within five seconds on every other server. All tenants share the roles, ' +
        'so only a global credential can change them.',
    ),
    NAME,
    ApiAnswer(RoleResource, 'The stored role.'),
    ApiWrongBody({
      field: 'permissions',
      fault: 'permissions is required.',
      code: 'required',
    }),
    ApiConflict(
      'The role is built in, or no valid global key could manage access after the change.',
      'member is built in and cannot be changed. Use another name.',
      INSTANCE,
    ),
  );

export const ApiDeleteRole = () =>
  applyDecorators(
    ManagesAccess(
      'deleteRole',
      'Delete a role',
      'Deletes a role that no valid key has and that grants only permissions that you have. ' +
        'Only a global credential can delete roles.',
    ),
    NAME,
    ApiNoContentResponse({
      description: 'The role is deleted.',
      headers: REQUEST_ID_HEADERS,
    }),
    NOT_FOUND,
    ApiConflict(
      'The role is built in, or valid keys have it.',
      '2 API keys have this role. Revoke or replace them first.',
      INSTANCE,
    ),
  );
