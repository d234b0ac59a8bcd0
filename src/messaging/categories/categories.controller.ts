import { Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { JsonBody } from '../../http/input/json-body.decorator.js';
import { listResource, pageParameters } from '../../http/lists/list.js';
import { ApiTags } from '../../http/openapi/openapi.js';
import { type ParametersOf, QueryOf } from '../../http/input/query-parameters.js';
import type { CallContext } from '../callers/caller.js';
import { CurrentCall, CurrentOwner } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { RequirePermissions } from '../callers/permissions.decorators.js';
import {
  ApiDeleteCategory,
  ApiGetCategory,
  ApiListCategories,
  ApiPutCategory,
} from './categories.openapi.js';
import { CategoriesService, type Tenant } from './categories.service.js';
import { CategoryInput } from './category.input.js';
import { categoryCursorRule, categoryRule } from './category-name.js';
import { CategoryResource } from './category.resource.js';

const QUERY = pageParameters(categoryCursorRule);

/** The categories in the registry of the caller's tenant. */
@MessagingController('categories')
@ApiTags('Categories')
export class CategoriesController {
  constructor(private readonly categories: CategoriesService) {}

  @Get()
  @RequirePermissions('messaging:read')
  @ApiListCategories()
  async list(
    @CurrentOwner() tenant: Tenant,
    @QueryOf(QUERY) page: ParametersOf<typeof QUERY>,
    @CurrentCall() call: CallContext,
  ) {
    return listResource(await this.categories.list(tenant, page, call), CategoryResource.of);
  }

  @Get(':name')
  @RequirePermissions('messaging:manage')
  @ApiGetCategory()
  async get(
    @CurrentOwner() tenant: Tenant,
    @Param('name') name: string,
    @CurrentCall() call: CallContext,
  ): Promise<CategoryResource> {
    return CategoryResource.of(await this.categories.get(tenant, name, call));
  }

  @Put(':name')
  @RequirePermissions('messaging:manage')
  @ApiPutCategory()
  async put(
    @CurrentOwner() tenant: Tenant,
    @Param('name') name: string,
    @JsonBody(CategoryInput, { path: { name: categoryRule } }) input: Readonly<CategoryInput>,
    @CurrentCall() call: CallContext,
  ): Promise<CategoryResource> {
    return CategoryResource.of(await this.categories.put(tenant, name, input, call));
  }

  @Delete(':name')
  @HttpCode(204)
  @RequirePermissions('messaging:manage')
  @ApiDeleteCategory()
  delete(
    @CurrentOwner() tenant: Tenant,
    @Param('name') name: string,
    @CurrentCall() call: CallContext,
  ): Promise<void> {
    return this.categories.delete(tenant, name, call);
  }
}
