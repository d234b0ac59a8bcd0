import { faultIn } from '../../http/input/rules.js';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../../messaging/callers/permissions.js';
import { dateOf, milliseconds, timeArgument, timeOf } from '../../postgres/times.js';
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

/** A row of a statement's result. Times are milliseconds since 1970. */
type RoleRow = Omit<Role, 'createdAt' | 'updatedAt'> & Record<'createdAt' | 'updatedAt', string>;

const ROLE = `name, to_jsonb(permissions) AS permissions,
    ${milliseconds('created_at')} AS "createdAt", ${milliseconds('updated_at')} AS "updatedAt"`;

/** Reads a role by its name. Returns undefined when there is none. */
export async function findRole(
  manager: EntityManager,
  name: string,
): Promise<KnownRole | undefined> {
  if (BUILT_IN_ROLES.has(name)) return builtInRole(name);
  if (faultIn(roleNameRule, name)) return undefined;
  const [row] = await manager.query<RoleRow[]>(
    `SELECT ${ROLE} FROM ${tableOf(manager, Role)} WHERE name = $1::text`,
    [name],
  );
  return row && storedRole(row);
}

/** Lists all roles: the built-in roles first, then the others by name. */
export async function listRoles(manager: EntityManager): Promise<KnownRole[]> {
  const rows = await manager.query<RoleRow[]>(
    `SELECT ${ROLE} FROM ${tableOf(manager, Role)} ORDER BY name`,
  );
  return [...[...BUILT_IN_ROLES.keys()].map(builtInRole), ...rows.map(storedRole)];
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
  const rows = await manager.query<Pick<Role, 'name' | 'permissions'>[]>(
    `SELECT name, to_jsonb(permissions) AS permissions FROM ${tableOf(manager, Role)}`,
  );
  const stored = rows.map(({ name, permissions }) => [name, permissions] as const);
  return new Map([...stored, ...BUILT_IN_ROLES]);
}

/** Stores a role, or replaces its permissions. `at` is the time of the change. */
export async function saveRole(
  manager: EntityManager,
  name: string,
  permissions: readonly Permission[],
  at: Date,
): Promise<KnownRole> {
  const [row] = await manager.query<[RoleRow]>(
    `INSERT INTO ${tableOf(manager, Role)} (name, permissions, created_at, updated_at)
     SELECT $1::text, $2::text[], change.at, change.at FROM (SELECT ${timeOf('$3')} AS at) AS change
     ON CONFLICT (name) DO UPDATE SET
       permissions = excluded.permissions, updated_at = excluded.updated_at
     RETURNING ${ROLE}`,
    [name, permissions, timeArgument(at)],
  );
  return storedRole(row);
}

/** Deletes a role. */
export async function deleteRole(manager: EntityManager, name: string): Promise<void> {
  await manager.query(`DELETE FROM ${tableOf(manager, Role)} WHERE name = $1::text`, [name]);
}

/** Counts the keys with a role that are neither revoked nor expired. */
export async function countKeysOf(manager: EntityManager, role: string): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    `SELECT count(*)::integer AS count FROM ${tableOf(manager, ApiKey)}
     WHERE role = $1::text AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > clock_timestamp())`,
    [role],
  );
  return count;
}

function builtInRole(name: string): KnownRole {
  const permissions = BUILT_IN_ROLES.get(name) ?? [];
  return { name, permissions, builtIn: true, createdAt: null, updatedAt: null };
}

function storedRole({ name, permissions, createdAt, updatedAt }: RoleRow): KnownRole {
  return {
    name,
    permissions,
    builtIn: false,
    createdAt: dateOf(createdAt),
    updatedAt: dateOf(updatedAt),
  };
}
