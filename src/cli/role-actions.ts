import { OPERATOR } from '../access/grants/grantor.js';
import { RoleResource } from '../access/roles/role.resource.js';
import { listResource } from '../http/lists/list.js';
import type { Permission } from '../messaging/callers/permissions.js';
import { CLI_CONTEXT, withAccessServices } from './access-services.js';
import { type OutputOptions, print, table } from './output.js';

export interface SetRoleOptions extends OutputOptions {
  permission: Permission[];
}

/** `bellwether role list` */
export async function listRoles({ json }: OutputOptions): Promise<void> {
  const items = await withAccessServices(({ roles }) => roles.list());
  print(json, listResource({ items, nextCursor: null }, RoleResource.of), ({ data }) =>
    table(
      ['NAME', 'BUILT IN', 'PERMISSIONS'],
      data.map((role) => [role.name, role.built_in ? 'yes' : 'no', role.permissions.join(' ')]),
    ),
  );
}

/** `bellwether role show` */
export async function showRole(name: string, { json }: OutputOptions): Promise<void> {
  const role = await withAccessServices(({ roles }) => roles.get(name));
  print(json, RoleResource.of(role), ({ permissions }) => permissions);
}

/** `bellwether role set` */
export async function setRole(name: string, { permission, json }: SetRoleOptions): Promise<void> {
  const role = await withAccessServices(({ roles }) =>
    roles.put(OPERATOR, name, permission, CLI_CONTEXT),
  );
  print(json, RoleResource.of(role), ({ permissions }) => [
    `${name} grants ${permissions.join(' ')}.`,
  ]);
}

/** `bellwether role delete` */
export async function deleteRole(name: string, { json }: OutputOptions): Promise<void> {
  await withAccessServices(({ roles }) => roles.delete(OPERATOR, name, CLI_CONTEXT));
  print(json, { object: 'role', name, deleted: true }, () => [`${name} is deleted.`]);
}
