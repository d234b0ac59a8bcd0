import { Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { JsonBody } from '../../http/input/json-body.decorator.js';
import { listResource } from '../../http/lists/list.js';
import type { CallContext } from '../../messaging/callers/caller.js';
import { CurrentCall, CurrentCaller } from '../../messaging/callers/current-caller.decorators.js';
import { AccessController } from '../http/access.openapi.js';
import type { GrantingCaller } from '../grants/grantor.js';
import { RoleInput } from './role.input.js';
import { RoleResource } from './role.resource.js';
import { ApiDeleteRole, ApiGetRole, ApiListRoles, ApiPutRole } from './roles.openapi.js';
import { RolesService } from './roles.service.js';

/** The roles, which all tenants share. */
@AccessController('roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get()
  @ApiListRoles()
  async list() {
    return listResource({ items: await this.roles.list(), nextCursor: null }, RoleResource.of);
  }

  @Get(':name')
  @ApiGetRole()
  async get(@Param('name') name: string): Promise<RoleResource> {
    return RoleResource.of(await this.roles.get(name));
  }

  @Put(':name')
  @ApiPutRole()
  async put(
    @CurrentCaller() caller: GrantingCaller,
    @Param('name') name: string,
    @JsonBody(RoleInput) { permissions }: Readonly<RoleInput>,
    @CurrentCall() call: CallContext,
  ): Promise<RoleResource> {
    return RoleResource.of(await this.roles.put(caller, name, permissions, call));
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiDeleteRole()
  delete(
    @CurrentCaller() caller: GrantingCaller,
    @Param('name') name: string,
    @CurrentCall() call: CallContext,
  ): Promise<void> {
    return this.roles.delete(caller, name, call);
  }
}
