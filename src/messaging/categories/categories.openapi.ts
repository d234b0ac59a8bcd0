import { applyDecorators } from '@nestjs/common';
import { ApiAnswer, ApiPages, ApiWrongParameter } from '../../http/lists/list.schema.js';
import { ApiNoContentResponse, ApiOperation, ApiParam } from '../../http/openapi/openapi.js';
import { ApiProblem, ApiServerProblems } from '../../http/problems/api-problem.js';
import { ValidationProblem } from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import { CHANNELS } from '../channels/channels.js';
import { categoryRule } from './category-name.js';
import { CategoryListResource, CategoryResource } from './category.resource.js';

const NAME = applyDecorators(
  ApiParam({
    name: 'name',
    description: 'The name of the category. The rules of `category` in a preference apply.',
    schema: categoryRule.schema as object,
    example: 'product_news',
  }),
  ApiWrongParameter('name', 'must be at most 255 characters long.'),
);

const WRONG_CHANNELS = `required_channels must be a list of ${CHANNELS.join(', ')}.`;

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
        "Lists your tenant's categories and the categories that all tenants share, by name. " +
        'Required permission: `messaging:read`.',
    }),
    ApiPages(),
    ApiAnswer(CategoryListResource, 'One page of categories.'),
    ApiServerProblems(),
  );

export const ApiGetCategory = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'getCategory',
      summary: 'Read a registered category',
      description:
        "Reads your tenant's category of that name, or else the shared category. " +
        'Required permission: `messaging:manage`.',
    }),
    NAME,
    ApiAnswer(CategoryResource, 'The registered category.'),
    NOT_FOUND,
    ApiServerProblems(),
  );

export const ApiPutCategory = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'putCategory',
      summary: 'Register or replace a category',
      description:
        'Registers a category of your tenant. With a global credential, it registers a category that all tenants ' +
        'share. The request replaces all values of a registered category, is idempotent and changes no preference. ' +
        'Required permission: `messaging:manage`.',
    }),
    NAME,
    ApiAnswer(CategoryResource, 'The registered category.'),
    ApiProblem(
      'validation_failed',
      'The body is not JSON, not UTF-8 or nested too deeply, or a field or the name is wrong. ' +
        '`errors` lists each of them.',
      {
        schema: ValidationProblem,
        example: {
          detail: WRONG_CHANNELS,
          errors: [
            {
              pointer: '#/required_channels',
              code: 'invalid_type',
              detail: WRONG_CHANNELS,
            },
          ],
        },
      },
    ),
    ApiServerProblems(),
  );

export const ApiDeleteCategory = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'deleteCategory',
      summary: 'Delete a category from the registry',
      description:
        'Deletes a category of your tenant from the registry. Preferences for the category stay and keep their ' +
        'effect. Required permission: `messaging:manage`.',
    }),
    NAME,
    ApiNoContentResponse({
      description: 'The category is deleted from the registry.',
      headers: REQUEST_ID_HEADERS,
    }),
    NOT_FOUND,
    ApiServerProblems(),
  );
