import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** A role that may only do what a page of docs/ grants to a role, and the URL for connections of it. */
export interface RuntimeRole {
  url: string;
  remove: () => Promise<void>;
}

/**
 * Creates a login role in the PostgreSQL of a database. It gets the grants of the first SQL block with grants on the
 * page, where it takes the place of the role `app`.
 */
export async function runtimeRole(databaseUrl: string, page: string): Promise<RuntimeRole> {
  const name = `app_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(databaseUrl);
  const run = (sql: string) => runOn(databaseUrl, sql);
  await run(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  const [, grants] = /```sql\n(GRANT [^]*?)```/.exec(await readFile(page, 'utf8')) ?? [];
  await run(String(grants).replaceAll(/ TO app;/g, ` TO ${name};`));
  [url.username, url.password] = [name, name];
  const remove = async () => {
    await run(`DROP OWNED BY ${name} CASCADE; DROP ROLE ${name}`);
  };
  return { url: url.href, remove };
}

/** Runs SQL on a connection of its own, and returns the rows of a single statement. */
export async function runOn(databaseUrl: string, sql: string): Promise<Record<string, string>[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows as Record<string, string>[];
}
