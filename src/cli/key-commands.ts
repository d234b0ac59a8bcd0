import type { Command } from 'commander';
import { duration, moment } from './arguments.js';
import type { CreateOptions, ListOptions, RotateOptions } from './key-actions.js';
import type { OutputOptions } from './output.js';

const actions = () => import('./key-actions.js');

const EXAMPLE = `
Example:
  bellwether key create --owner ops --role admin --name 'First admin'`;

/** `bellwether key …` */
export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('manage API keys');
  key
    .command('create')
    .description('create an API key and print it; it is not shown again')
    .requiredOption('--owner <id>', 'the owner who acts with the key')
    .requiredOption('--role <name>', 'its role: member, backend, admin or a custom role')
    .requiredOption('--name <text>', 'a name for people')
    .option('--tenant <id>', 'the tenant of the key')
    .option('--expires <date-time>', 'when the key expires, RFC 3339', moment)
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLE)
    .action(async (options: CreateOptions) => (await actions()).createKey(options));
  key
    .command('list')
    .description('list the API keys, newest first')
    .option('--tenant <id>', 'only the keys of a tenant')
    .option('--owner <id>', 'only the keys of an owner')
    .option('--json', 'print JSON')
    .action(async (options: ListOptions) => (await actions()).listKeys(options));
  key
    .command('rotate <id>')
    .description('give an API key a new secret and print it; it is not shown again')
    .requiredOption(
      '--overlap <duration>',
      'how long the old secret stays valid: 0, 90s, 24h, 7d',
      duration,
    )
    .option('--json', 'print JSON')
    .action(async (id: string, options: RotateOptions) => (await actions()).rotateKey(id, options));
  key
    .command('revoke <id>')
    .description('revoke an API key permanently')
    .option('--json', 'print JSON')
    .action(async (id: string, options: OutputOptions) => (await actions()).revokeKey(id, options));
}
