import { faultIn } from '../../http/input/rules.js';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../../messaging/callers/permissions.js';
import { tableOf } from '../../postgres/tables.js';
import { ApiKey } from '../entities/api-key.entity.js';
import { BUILT_IN_ROLES } from '../grants/built-in-roles.js';
import { roleNameRule } from './role.input.js';
import { Role } from '../entities/role.entity.js';

/** A built-in or a custom role. */
export interface KnownRole {
  name: string;
  permissions: readonly Permission[];
  builtIn: boolean;
  /** Null for a built-in role. */
  createdAt: Date | null;
  updatedAt: Date | null;
}

/** Reads a role by its name. Returns undefined when there is none. */
export async function findRole(
  manager: EntityManager,
  name: string,
): Promise<KnownRole | undefined> {
  if (BUILT_IN_ROLES.has(name)) return builtInRole(name);
  if (faultIn(roleNameRule, name)) return undefined;
  const role = await manager.findOneBy(Role, { name });
  return role ? storedRole(role) : undefined;
}

/** Reads the permissions of a role with `manager`. They are empty when there is no such role. */
export async function permissionsOfRole(
  manager: EntityManager,
  name: string,
): Promise<readonly Permission[]> {
  return (await findRole(manager, name))?.permissions ?? [];
}

/** Reads the permissions of all roles, by name, in one statement. */
export async function permissionsOfRoles(
  manager: EntityManager,
): Promise<ReadonlyMap<string, readonly Permission[]>> {
  const roles = await manager.find(Role);
  const stored = roles.map(({ name, permissions }) => [name, permissions] as const);
  return new Map([...stored, ...BUILT_IN_ROLES]);
}

/** Stores a role. `at` is the time of the change. */
export async function saveRole(
  manager: EntityManager,
  name: string,
  permissions: readonly Permission[],
  at: Date,
): Promise<KnownRole> {
  await manager.query(
    `INSERT INTO ${tableOf(manager, Role)} (name, permissions, created_at, updated_at)
     VALUES ($1, $2, $3, $3)
     ON CONFLICT (name) DO UPDATE SET
       permissions = excluded.permissions, updated_at = excluded.updated_at`,
    [name, permissions, at],
  );
  return storedRole(await manager.findOneByOrFail(Role, { name }));
}

/** Counts the keys with a role that are neither revoked nor expired. */
export async function countKeysOf(manager: EntityManager, role: string): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    `SELECT count(*)::int AS count FROM ${tableOf(manager, ApiKey)}
     WHERE role = $1 AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > clock_timestamp())`,
    [role],
  );
  return count;
}

export function builtInRole(name: string): KnownRole {
  const permissions = BUILT_IN_ROLES.get(name) ?? [];
  return { name, permissions, builtIn: true, createdAt: null, updatedAt: null };
}

export function storedRole(role: Role): KnownRole {
  return { ...role, builtIn: false };
}
