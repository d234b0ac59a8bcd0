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
  const key = program.command('key').description('API keys');
  key
    .command('create')
    .description('make an API key and print it, this once')
    .requiredOption('--owner <id>', 'who acts by it')
    .requiredOption('--role <name>', 'what it may do: member, backend, admin or a role of yours')
    .requiredOption('--name <text>', 'what people call it')
    .option('--tenant <id>', 'the tenant that it belongs to')
    .option('--expires <date-time>', 'from when on it is refused, RFC 3339', moment)
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLE)
    .action(async (options: CreateOptions) => (await actions()).createKey(options));
  key
    .command('list')
    .description('list the API keys, the latest first')
    .option('--tenant <id>', 'only those of a tenant')
    .option('--owner <id>', 'only those of an owner')
    .option('--json', 'print JSON')
    .action(async (options: ListOptions) => (await actions()).listKeys(options));
  key
    .command('rotate <id>')
    .description('give an API key a new secret and print it, this once')
    .requiredOption(
      '--overlap <duration>',
      'how long the old one goes on: 0, 90s, 24h, 7d',
      duration,
    )
    .option('--json', 'print JSON')
    .action(async (id: string, options: RotateOptions) => (await actions()).rotateKey(id, options));
  key
    .command('revoke <id>')
    .description('end an API key for good')
    .option('--json', 'print JSON')
    .action(async (id: string, options: OutputOptions) => (await actions()).revokeKey(id, options));
}
