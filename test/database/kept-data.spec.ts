import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import {
  CategoriesService,
  OwnersService,
  PreferencesService,
  SettingsService,
} from '../../src/index.js';
import { KEPT_DATA } from '../../src/messaging/owners/kept-data.js';
import { tableOf } from '../../src/postgres/tables.js';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };

/** Columns that hold the id of a person. */
const OF_PERSONS = ['owner_id', 'actor'];

describe('the rooms of MessagingModule', () => {
  let database: HostDatabase;
  let app: INestApplication;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {});
    dataSource = app.get(DataSource);
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  const registered = () =>
    KEPT_DATA.flatMap(({ tables }) => tables).map(({ entity }) =>
      tableOf(dataSource.manager, entity).replaceAll('"', ''),
    );

  /** The tables of the module without partitions. With `columns`, only tables with at least one of them. */
  const tables = async (columns?: string[]) => {
    const rows = await dataSource.query<{ name: string }[]>(
      `SELECT DISTINCT relname::text COLLATE "C" AS name FROM pg_class
       JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
         AND relname <> 'migrations' AND ($1::text[] IS NULL OR attname = ANY ($1))
       ORDER BY name`,
      [columns],
    );
    return rows.map(({ name }) => name);
  };

  /** The tables that contain the id of a person. */
  const tablesWith = async (person: string) => {
    const found: string[] = [];
    for (const table of await tables()) {
      const sql = `SELECT FROM ${table} AS row WHERE position($1 IN row::text) > 0`;
      if ((await dataSource.query<object[]>(sql, [person])).length > 0) found.push(table);
    }
    return found;
  };

  it('register every table of the module', async () => {
    expect(registered().sort()).toEqual(await tables());
  });

  it('erase a person from every table that can contain the id of a person', async () => {
    const person = { tenantId: 'acme', ownerId: `person-${randomUUID()}` };
    const byPerson = { actor: person.ownerId };
    await app.get(PreferencesService, { strict: false }).upsert(person, ON);
    await app.get(SettingsService, { strict: false }).put(person, {}, byPerson);
    await app.get(CategoriesService, { strict: false }).put(person, 'news', {}, byPerson);
    const before = await tablesWith(person.ownerId);
    await app.get(OwnersService, { strict: false }).erase(person);

    // If a new table fails this check, the test must first store a row of this person in it.
    expect(before).toEqual(await tables(OF_PERSONS));
    expect(await tablesWith(person.ownerId)).toEqual([]);
  });

  it('export the rows of an owner from every table with the column owner_id', async () => {
    const person = { tenantId: 'acme', ownerId: `person-${randomUUID()}` };
    const { id } = await app.get(PreferencesService, { strict: false }).upsert(person, ON);
    await app
      .get(SettingsService, { strict: false })
      .put(person, { locale: `de-x-${id.slice(0, 8)}` });
    const pieces: string[] = [];
    for await (const piece of await app.get(OwnersService, { strict: false }).export(person)) {
      pieces.push(piece);
    }
    const rows = Object.values(JSON.parse(pieces.join('')) as object).filter(Array.isArray);

    expect(rows).toHaveLength((await tables(['owner_id'])).length);
    for (const [row] of rows) expect(JSON.stringify(row)).toContain(id.slice(0, 8));
  });
});
