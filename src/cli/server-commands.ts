import { type Command, Option } from 'commander';
import { type OutputOptions, print } from './output.js';

/** The JSON that `bellwether migrate` prints. `data` has the names of the migrations that ran. */
interface MigrationList {
  object: 'migration_list';
  data: string[];
}

/** The commands that run the server, migrate its database and print its OpenAPI document. */
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
      await untilProcessEnds();
    });
  program
    .command('migrate')
    .description('migrate the database, as every start does, and list the migrations that ran')
    .option('--json', 'print JSON')
    .addOption(
      new Option('--sql', 'print the SQL that creates the tables, without a database').conflicts(
        'json',
      ),
    )
    .action(async ({ json, sql }: OutputOptions & { sql?: true }) => {
      if (sql) return printMigrationScript();
      const { migrateNow } = await import('./migrate-now.js');
      const result: MigrationList = { object: 'migration_list', data: await migrateNow() };
      print(json, result, ({ data }) =>
        data.length > 0 ? data : ['The database is up to date. No migration was needed.'],
      );
    });
  program
    .command('openapi')
    .description('print the OpenAPI document, without a database')
    .action(async () => {
      const { serverDocument } = await import('./server-document.js');
      print(true, await serverDocument(), () => []);
    });
}

async function printMigrationScript(): Promise<void> {
  const { migrationScript } = await import('../server/database/migration-script.js');
  print(undefined, await migrationScript(), (script) => [script]);
}

/** Never resolves, because a signal to the server ends the process. */
function untilProcessEnds(): Promise<never> {
  return new Promise(() => undefined);
}
