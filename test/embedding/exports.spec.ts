import type { INestApplication } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { DataSource, EntityManager } from 'typeorm';
import { OwnersService } from '../../src/index.js';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';
import { onPostgres } from '../support/test-database.js';

// The embedded database runs one transaction at a time.
(onPostgres ? describe : describe.skip)('exports in a host with two connections', () => {
  let database: HostDatabase;
  let app: INestApplication;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, { dataSource: { extra: { max: 2 } } });
    dataSource = app.get<DataSource>(getDataSourceToken());
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  const exported = async (manager?: EntityManager) => {
    const document = await app
      .get(OwnersService, { strict: false })
      .export({ ownerId: 'ada' }, { manager });
    return JSON.parse(await text(Readable.from(document))) as object;
  };

  it('exports in transactions that hold all connections do not wait for an export that needs one', async () => {
    const runners = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
    for (const runner of runners) await runner.startTransaction('REPEATABLE READ');
    const waiting = exported();
    const held = await Promise.all(runners.map(({ manager }) => exported(manager)));
    for (const runner of runners) {
      await runner.commitTransaction();
      await runner.release();
    }

    expect([...held, await waiting]).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ object: 'owner_export' })),
    );
  });
});
