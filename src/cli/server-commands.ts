import type { Command } from 'commander';
import { type OutputOptions, print } from './output.js';

interface Migrated {
  object: 'migration_list';
  data: string[];
}

/** The commands that need no services: the server itself, its database, its document. */
export function addServerCommands(program: Command): void {
  program
    .command('serve')
    .description('run the server until SIGINT or SIGTERM')
    .action(async () => {
      const [{ readConfig }, { serve }] = await Promise.all([
        import('../server/config/config.js'),
        import('../serve.js'),
      ]);
      await serve(readConfig(process.env));
      await untilItIsTold();
    });
  program
    .command('migrate')
    .description('bring the database up to date, as every start does, and say what was done')
    .option('--json', 'print JSON')
    .action(async ({ json }: OutputOptions) => {
      const { migrateNow } = await import('./migrate-now.js');
      const result: Migrated = { object: 'migration_list', data: await migrateNow() };
      print(json, result, ({ data }) =>
        data.length > 0 ? data : ['The database is up to date; there was nothing to do.'],
      );
    });
  program
    .command('openapi')
    .description('print the OpenAPI document; needs no database')
    .action(async () => {
      const { serverDocument } = await import('./server-document.js');
      print(true, await serverDocument(), () => []);
    });
}

/** Whoever tells the server to stop ends the process. */
function untilItIsTold(): Promise<never> {
  return new Promise(() => undefined);
}
