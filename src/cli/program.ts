import { Command, CommanderError } from 'commander';
import { serverVersion } from '../server/config/version.js';
import { addKeyCommands } from './key-commands.js';
import { addRoleCommands } from './role-commands.js';
import { addServerCommands } from './server-commands.js';

/** The exit code for wrong usage. A command that was refused or failed exits with 1. */
const USAGE = 2;

const DESCRIPTION =
  'Runs and administers a Bellwether server. The command reads the environment variables of the server:\n' +
  'DATABASE_URL, or DATA_DIR for the embedded database, and the others in README.md.';

/** Runs a command line. Returns the exit code. */
export async function run(args: string[]): Promise<number> {
  try {
    await programOf().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    // Imported only here, because it loads NestJS, which --help does not need.
    const { reportError } = await import('./report-error.js');
    reportError(error, args.includes('--json'));
    return 1;
  }
}

function programOf(): Command {
  const program = new Command('bellwether')
    .description(DESCRIPTION)
    .version(serverVersion())
    .showHelpAfterError('(run bellwether --help for help)')
    .exitOverride();
  addServerCommands(program);
  addKeyCommands(program);
  addRoleCommands(program);
  return program;
}
