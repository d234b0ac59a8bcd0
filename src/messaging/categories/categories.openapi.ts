import { applyDecorators } from '@nestjs/common';
import { ApiAnswer, ApiPages, ApiWrongParameter } from '../../http/lists/list.schema.js';
import { ApiNoContentResponse, ApiOperation, ApiParam } from '../../http/openapi/openapi.js';
import {
  ApiProblem,
  ApiServerProblems,
  ValidationProblem,
} from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { CategoryListResource, CategoryResource } from './category.resource.js';

const NAME = applyDecorators(
  ApiParam({
    name: 'name',
    description: 'The name that notifications are sent under, by the rules of `category`.',
    schema: { type: 'string', minLength: 1, maxLength: 128 },
    example: 'product_news',
  }),
  ApiWrongParameter(),
);

const NOT_FOUND = ApiProblem('not_found', 'There is no such category in the registry.', {
  example: {
    detail: 'There is no such category in the registry.',
    instance: '/v1/messaging/categories/product_news',
  },
});

export const ApiListCategories = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'listCategories',
      summary: 'List the registered categories',
      description:
        "Your tenant's categories and those that all tenants share, by name. Required permission: `messaging:read`.",
    }),
    ApiPages(),
    ApiAnswer(CategoryListResource, 'One page of the categories.'),
    ApiServerProblems(),
  );

export const ApiGetCategory = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'getCategory',
      summary: 'Read a registered category',
      description:
        "Your tenant's category of that name, else the shared one. Required permission: `messaging:manage`.",
    }),
    NAME,
    ApiAnswer(CategoryResource, 'What is registered.'),
    NOT_FOUND,
    ApiServerProblems(),
  );

export const ApiPutCategory = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'putCategory',
      summary: 'Register a category, or replace what is registered',
      description:
        "Registers a category of your tenant's own; with a credential of no tenant, one that all tenants share. It " +
        "replaces what is registered as a whole, is idempotent and never touches anyone's preference. " +
        'Required permission: `messaging:manage`.',
    }),
    NAME,
    ApiAnswer(CategoryResource, 'What is registered now.'),
    ApiProblem(
      'validation_failed',
      'The body is not JSON, not UTF-8 or nested too deeply, or a field or the name is wrong: `errors` names every wrong one.',
      {
        schema: ValidationProblem,
        example: {
          detail: 'required_channels must be a list of in_app, email, push.',
          errors: [
            {
              pointer: '#/required_channels',
              code: 'invalid_type',
              detail: 'required_channels must be a list of in_app, email, push.',
            },
          ],
        },
      },
    ),
    ApiProblem('payload_too_large', 'The body is larger than 16 KiB.'),
    ApiProblem('unsupported_media_type', 'The body is not declared as application/json.'),
    ApiServerProblems(),
  );

export const ApiDeleteCategory = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'deleteCategory',
      summary: 'Take a category out of the registry',
      description:
        "Takes a category of your tenant's own out of the registry. Preferences for it stay, and hold as before. " +
        'Required permission: `messaging:manage`.',
    }),
    NAME,
    ApiNoContentResponse({ description: 'It is not registered now.', headers: REQUEST_ID_HEADERS }),
    NOT_FOUND,
    ApiServerProblems(),
  );
