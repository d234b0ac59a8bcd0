import type { INestApplication } from '@nestjs/common';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackgroundWork } from '../../src/background/background-work.service.js';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';
import { TestServer } from '../support/test-server.js';

const LIMIT_MS = 800;

/** The instances of `BackgroundWork` in all modules, with a limit that is shorter than eight seconds. */
function hastyWorkOf(app: INestApplication): BackgroundWork[] {
  const works = app.get(BackgroundWork, { strict: false, each: true });
  return works.map((work) => Object.assign(work, { shutdownTimeoutMs: LIMIT_MS }));
}

/** The milliseconds that the application takes to close while each of its modules has work that never ends. */
async function closingTimeOf(app: INestApplication): Promise<number> {
  for (const work of hastyWorkOf(app)) work.track(new Promise(() => undefined));
  const since = performance.now();
  await app.close();
  return performance.now() - since;
}

describe('the shutdown of a server', () => {
  let server: TestServer;

  beforeEach(async () => void (server = await TestServer.start()));
  afterEach(() => server.stop({ databaseIsAway: true }));

  it('waits once for unfinished work, however many modules have some', async () => {
    const time = await closingTimeOf(server.app);

    expect(time).toBeGreaterThan(LIMIT_MS - 10);
    expect(time).toBeLessThan(2 * LIMIT_MS);
  });

  it('ends the connection of a request that is not answered in time', async () => {
    hastyWorkOf(server.app);
    const owner = await server.owner();
    const runner = server.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE notification_preference IN ACCESS EXCLUSIVE MODE');
    const arrived = once(server.app.getHttpServer() as Server, 'request');
    const answer = owner.put().then(({ status }) => status, String);
    await arrived;
    const since = performance.now();
    const closed = server.app.close();

    expect(await answer).toContain('socket hang up');
    expect(performance.now() - since).toBeLessThan(2 * LIMIT_MS);
    await closed;
  });
});

describe('the shutdown of a host', () => {
  let database: HostDatabase;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterAll(() => database.remove());

  it('waits for the work of the module, and leaves the work of another host alone', async () => {
    const [host, other] = [await startHost(database, {}), await startHost(database, {})];
    let runs = 0;
    other.get(BackgroundWork, { strict: false }).repeat('Counting', 5, () => void (runs += 1));
    const time = await closingTimeOf(host);
    const runsBefore = runs;
    await sleep(200);
    await other.close();

    expect(time).toBeGreaterThan(LIMIT_MS - 10);
    expect(time).toBeLessThan(2 * LIMIT_MS);
    expect(runs).toBeGreaterThan(runsBefore);
  });
});
