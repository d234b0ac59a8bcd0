import type { INestApplication, LoggerService } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import {
  ADA,
  type HostDatabase,
  http,
  migratedHostDatabase,
  startHost,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

describe('an option caller that fails for everyone', () => {
  let database: HostDatabase;
  let app: INestApplication | undefined;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterEach(() => app?.close());
  afterAll(() => database.remove());

  /** Sends three requests. Returns their statuses and the errors in the log. */
  const requests = async (caller: () => unknown) => {
    const errors: string[] = [];
    const ignore = () => undefined;
    const log: LoggerService = {
      log: ignore,
      warn: ignore,
      error: (message: unknown) => void errors.push(String(message)),
    };
    app = await startHost(database, {
      messaging: { caller: caller as never },
      prepare: (host) => host.useLogger(log),
    });
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await http(app).put(PATH).send(VALID)).status);
    }
    return { statuses, errors };
  };

  it.each([
    ['a numeric ownerId', () => ({ ...ADA(), ownerId: 7 }), /ownerId must be a string.*String\(/],
    ['a TypeError', () => (undefined as unknown as { id: string }).id, /TypeError.*Return undefin/],
  ])('%s is logged once, with what to change', async (_, caller, line) => {
    const { statuses, errors } = await requests(caller);

    expect(statuses).toEqual([401, 401, 401]);
    expect(errors).toEqual([expect.stringMatching(line)]);
  });

  it('an invalid credential is not an error', async () => {
    const { statuses, errors } = await requests(() => {
      throw new Error('The token has expired.');
    });

    expect(statuses).toEqual([401, 401, 401]);
    expect(errors).toEqual([]);
  });

  it('an error of a statement is answered with 500, not with 401', async () => {
    const driverError = Object.assign(new Error('no such column'), { code: '42703' });
    const { statuses } = await requests(() => {
      throw new QueryFailedError('SELECT nickname FROM person', [], driverError);
    });

    expect(statuses).toEqual([500, 500, 500]);
  });
});
