import { Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { JsonBody } from '../../http/input/json-body.decorator.js';
import { listResource, PAGE_PARAMETERS } from '../../http/lists/list.js';
import { withDefault, type ParametersOf, QueryOf } from '../../http/input/query-parameters.js';
import type { CallContext, Caller } from '../../messaging/callers/caller.js';
import { CurrentCall, CurrentCaller } from '../../messaging/callers/current-caller.decorators.js';
import { AccessController } from '../http/access.openapi.js';
import type { GrantingCaller } from '../grants/grantor.js';
import { CreateApiKeyInput, RotateApiKeyInput } from './api-key.input.js';
import { ApiKeyResource, IssuedApiKeyResource } from './api-key.resource.js';
import {
  ApiCreateKey,
  ApiGetKey,
  ApiListKeys,
  ApiRevokeKey,
  ApiRotateKey,
} from './api-keys.openapi.js';
import { ApiKeysService } from './api-keys.service.js';

const LIST_PARAMETERS = {
  ...PAGE_PARAMETERS,
  owner_id: withDefault(undefined, (value) => ({ value })),
};

/** The API keys of the caller's tenant, or all API keys for a global credential. */
@AccessController('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Post()
  @ApiCreateKey()
  async create(
    @CurrentCaller() caller: GrantingCaller,
    @JsonBody(CreateApiKeyInput) input: Readonly<CreateApiKeyInput>,
    @CurrentCall() call: CallContext,
  ): Promise<IssuedApiKeyResource> {
    return IssuedApiKeyResource.ofIssued(await this.keys.create(caller, input, call));
  }

  @Get()
  @ApiListKeys()
  async list(
    @CurrentCaller() caller: Caller,
    @QueryOf(LIST_PARAMETERS)
    { owner_id: ownerId, ...page }: ParametersOf<typeof LIST_PARAMETERS>,
  ) {
    return listResource(await this.keys.list(caller, { ...page, ownerId }), ApiKeyResource.of);
  }

  @Get(':id')
  @ApiGetKey()
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ApiKeyResource> {
    return ApiKeyResource.of(await this.keys.get(caller, id));
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @ApiRotateKey()
  async rotate(
    @CurrentCaller() caller: GrantingCaller,
    @Param('id') id: string,
    @JsonBody(RotateApiKeyInput) input: Readonly<RotateApiKeyInput>,
    @CurrentCall() call: CallContext,
  ): Promise<IssuedApiKeyResource> {
    return IssuedApiKeyResource.ofIssued(await this.keys.rotate(caller, id, input, call));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiRevokeKey()
  revoke(
    @CurrentCaller() caller: GrantingCaller,
    @Param('id') id: string,
    @CurrentCall() call: CallContext,
  ): Promise<void> {
    return this.keys.revoke(caller, id, call);
  }
}
