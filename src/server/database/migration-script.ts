import { sqlOf } from '../../postgres/migration-sql.js';
import { serverMigrations } from './data-source.js';

// The table in which TypeORM records the migrations that ran.
const CREATE_RECORD = `CREATE TABLE migrations (
  id serial PRIMARY KEY,
  timestamp bigint NOT NULL,
  name character varying NOT NULL
);
`;

/**
 * SQL that creates the tables of the server in an empty database, all or none. It also records the migrations, so that
 * the next start has none to run.
 */
export async function migrationScript(): Promise<string> {
  const migrations = await Promise.all(serverMigrations.map((Migration) => sqlOf(new Migration())));
  const parts = migrations
    .map((migration) => ({ ...migration, timestamp: migration.name.slice(-13) }))
    .sort((one, other) => Number(one.timestamp) - Number(other.timestamp))
    .map(
      ({ name, sql, timestamp }) =>
        `-- ${name}\n${sql}INSERT INTO migrations (timestamp, name) VALUES (${timestamp}, '${name}');\n`,
    );
  return ['BEGIN;\n', CREATE_RECORD, ...parts, 'COMMIT;'].join('\n');
}
