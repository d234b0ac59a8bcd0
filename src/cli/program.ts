import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { addKeyCommands } from './key-commands.js';
import { reportError } from './report-error.js';
import { addRoleCommands } from './role-commands.js';
import { addServerCommands } from './server-commands.js';

/** Wrong usage; 1 is what was refused or failed. */
const USAGE = 2;

const DESCRIPTION =
  'Runs and administers a Bellwether server. It is set up by the same environment variables as the server:\n' +
  'DATABASE_URL, or DATA_DIR for the embedded database, and the others that README.md lists.';

/** Carries out a command line; the exit code. */
export async function run(args: string[]): Promise<number> {
  try {
    await programOf().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    reportError(error, args.includes('--json'));
    return 1;
  }
}

function programOf(): Command {
  const program = new Command('bellwether')
    .description(DESCRIPTION)
    .version(version())
    .showHelpAfterError('(bellwether --help says more)')
    .exitOverride();
  addServerCommands(program);
  addKeyCommands(program);
  addRoleCommands(program);
  return program;
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
