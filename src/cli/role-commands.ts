import { type Command, Option } from 'commander';
import { PERMISSIONS } from '../messaging/callers/permissions.js';
import type { OutputOptions } from './output.js';
import type { SetRoleOptions } from './role-actions.js';

const actions = () => import('./role-actions.js');

/** `bellwether role …` */
export function addRoleCommands(program: Command): void {
  const role = program
    .command('role')
    .description('manage roles, which are named sets of permissions');
  role
    .command('list')
    .description('list all roles')
    .option('--json', 'print JSON')
    .action(async (options: OutputOptions) => (await actions()).listRoles(options));
  role
    .command('show <name>')
    .description('show the permissions of a role')
    .option('--json', 'print JSON')
    .action(async (name: string, options: OutputOptions) =>
      (await actions()).showRole(name, options),
    );
  role
    .command('set <name>')
    .description('create a role, or replace its permissions')
    .addOption(
      new Option('--permission <permission...>', 'all permissions of the role')
        .choices([...PERMISSIONS])
        .makeOptionMandatory(),
    )
    .option('--json', 'print JSON')
    .action(async (name: string, options: SetRoleOptions) =>
      (await actions()).setRole(name, options),
    );
  role
    .command('delete <name>')
    .description('delete a role that no valid key has')
    .option('--json', 'print JSON')
    .action(async (name: string, options: OutputOptions) =>
      (await actions()).deleteRole(name, options),
    );
}
