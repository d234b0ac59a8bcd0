import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { CallContext } from '../../messaging/callers/caller.js';
import { checkedInput, checkedParameter } from '../../http/input/check-input.js';
import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';
import { AccessTransactions } from '../grants/access-transactions.service.js';
import { AccessCaches } from '../cache/access-caches.service.js';
import type { TtlCache } from '../cache/ttl-cache.js';
import { AccessConflictError, AccessNotFoundError } from '../grants/access.errors.js';
import { assertHasPermissions, assertMayChangeRoles, type Grantor } from '../grants/grantor.js';
import { BUILT_IN_ROLES } from '../grants/built-in-roles.js';
import {
  countKeysOf,
  deleteRole,
  findRole,
  type KnownRole,
  listRoles,
  permissionsOfRoles,
  saveRole,
} from './roles.store.js';
import { RoleInput, roleNameRule } from './role.input.js';

type Permissions = ReadonlyMap<string, readonly Permission[]>;

/** Manages roles: named sets of permissions that all tenants share. */
@Injectable()
export class RolesService {
  private readonly cache: TtlCache<Permissions>;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly transactions: AccessTransactions,
    caches: AccessCaches,
  ) {
    this.cache = caches.create();
  }

  /** The permissions of a role, cached for four seconds. They are empty when there is no such role. */
  async permissionsOf(name: string): Promise<readonly Permission[]> {
    const builtIn = BUILT_IN_ROLES.get(name);
    if (builtIn) return builtIn;
    const stored = await this.cache.get('all', () => permissionsOfRoles(this.dataSource.manager));
    return stored?.get(name) ?? [];
  }

  /** All roles: the built-in roles first, then the others by name. */
  async list(): Promise<KnownRole[]> {
    return listRoles(this.dataSource.manager);
  }

  /** @throws AccessNotFoundError */
  async get(name: string): Promise<KnownRole> {
    const role = await findRole(this.dataSource.manager, name);
    if (!role) throw new AccessNotFoundError('role');
    return role;
  }

  /**
   * Creates a role, or replaces its permissions. The change applies at once on this server and within five seconds on
   * the other servers.
   * @throws InvalidInputError, ExceedsGrantorError, CredentialEndedError
   * @throws AccessConflictError for a built-in role, or when no valid global key could manage access after the change
   */
  async put(
    grantor: Grantor,
    name: string,
    permissions: readonly Permission[],
    context: CallContext = {},
  ): Promise<KnownRole> {
    const granted = checkedPermissions(permissions);
    checkedParameter('name', roleNameRule, name);
    assertMayChangeRoles(grantor);
    refuseBuiltIn(name);
    return this.transactions.run(
      grantor,
      context,
      async ({ manager, at, grantorPermissions, record }) => {
        const before = await findRole(manager, name);
        assertHasPermissions(grantorPermissions, [...granted, ...(before?.permissions ?? [])]);
        if (before && sameList(before.permissions, granted)) return before;
        const after = await saveRole(manager, name, granted, at);
        await record({
          tenantId: '',
          action: before ? 'role.replaced' : 'role.created',
          subject: name,
          details: { before: before?.permissions ?? null, after: granted },
        });
        return after;
      },
    );
  }

  /**
   * Deletes a role that no valid key has.
   * @throws AccessNotFoundError, ExceedsGrantorError, CredentialEndedError
   * @throws AccessConflictError for a built-in role and for a role in use
   */
  async delete(grantor: Grantor, name: string, context: CallContext = {}): Promise<void> {
    assertMayChangeRoles(grantor);
    refuseBuiltIn(name);
    await this.transactions.run(
      grantor,
      context,
      async ({ manager, grantorPermissions, record }) => {
        const before = await findRole(manager, name);
        if (!before) throw new AccessNotFoundError('role');
        assertHasPermissions(grantorPermissions, before.permissions);
        const uses = await countKeysOf(manager, name);
        if (uses > 0) throw inUse(uses);
        await deleteRole(manager, name);
        const { permissions } = before;
        await record({
          tenantId: '',
          action: 'role.deleted',
          subject: name,
          details: { before: permissions, after: null },
        });
      },
    );
  }
}

function checkedPermissions(permissions: readonly Permission[]): Permission[] {
  const granted = checkedInput(RoleInput, { permissions }).permissions;
  return PERMISSIONS.filter((permission) => granted.includes(permission));
}

function refuseBuiltIn(name: string): void {
  if (!BUILT_IN_ROLES.has(name)) return;
  throw new AccessConflictError(`${name} is built in and cannot be changed. Use another name.`);
}

function inUse(uses: number): AccessConflictError {
  const keys = uses === 1 ? '1 API key has' : `${uses} API keys have`;
  return new AccessConflictError(`${keys} this role. Revoke or replace them first.`);
}

/** Compares two lists that are both in the order of `PERMISSIONS`. */
function sameList(one: readonly Permission[], other: readonly Permission[]): boolean {
  return one.join() === other.join();
}
