import { Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { JsonBody } from '../../http/input/json-body.decorator.js';
import { listOf, PAGE_PARAMETERS } from '../../http/lists/list.js';
import { ApiTags } from '../../http/openapi/openapi.js';
import { type ParametersOf, QueryOf } from '../../http/input/query-parameters.js';
import type { CallContext, Caller } from '../callers/caller.js';
import { CurrentCall, CurrentCaller } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { RequirePermissions } from '../callers/permissions.decorators.js';
import {
  ApiDeleteCategory,
  ApiGetCategory,
  ApiListCategories,
  ApiPutCategory,
} from './categories.openapi.js';
import { CategoriesService } from './categories.service.js';
import { CategoryInput } from './category.input.js';
import { CategoryResource } from './category.resource.js';

/** The categories in the registry of the caller's tenant. */
@MessagingController('categories')
@ApiTags('Categories')
export class CategoriesController {
  constructor(private readonly categories: CategoriesService) {}

  @Get()
  @RequirePermissions('messaging:read')
  @ApiListCategories()
  async list(
    @CurrentCaller() caller: Caller,
    @QueryOf(PAGE_PARAMETERS) page: ParametersOf<typeof PAGE_PARAMETERS>,
    @CurrentCall() call: CallContext,
  ) {
    return listOf(await this.categories.list(caller, page, call), CategoryResource.of);
  }

  @Get(':name')
  @RequirePermissions('messaging:manage')
  @ApiGetCategory()
  async get(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @CurrentCall() call: CallContext,
  ): Promise<CategoryResource> {
    return CategoryResource.of(await this.categories.get(caller, name, call));
  }

  @Put(':name')
  @RequirePermissions('messaging:manage')
  @ApiPutCategory()
  async put(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @JsonBody(CategoryInput) input: Readonly<CategoryInput>,
    @CurrentCall() call: CallContext,
  ): Promise<CategoryResource> {
    return CategoryResource.of(await this.categories.put(caller, name, input, call));
  }

  @Delete(':name')
  @HttpCode(204)
  @RequirePermissions('messaging:manage')
  @ApiDeleteCategory()
  delete(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @CurrentCall() call: CallContext,
  ): Promise<void> {
    return this.categories.delete(caller, name, call);
  }
}
