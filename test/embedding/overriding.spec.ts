import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  type Caller,
  MESSAGING_CALLER,
  MESSAGING_OPTIONS,
  MessagingModule,
  type MessagingOptions,
} from '../../src/index.js';
import { ADA, type HostDatabase, http, migratedHostDatabase } from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

describe("a host's tests", () => {
  let database: HostDatabase;
  let app: INestApplication;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterEach(() => app.close());
  afterAll(() => database.remove());

  /** The modules of an application whose requests have no caller. */
  const application = () =>
    Test.createTestingModule({
      imports: [
        TypeOrmModule.forRoot({ ...database.connection, autoLoadEntities: true }),
        MessagingModule.forRoot({ caller: (): Caller | undefined => undefined }),
      ],
    });
  const put = () => http(app).put(PATH).send(VALID);

  it('can override the caller of the application', async () => {
    const testing = application().overrideProvider(MESSAGING_CALLER).useValue(ADA);
    app = await (await testing.compile()).createNestApplication().init();

    expect((await put()).status).toBe(200);
  });

  it('can override the options of the application', async () => {
    const options: MessagingOptions = { caller: ADA, strictCategories: true };
    const testing = application().overrideProvider(MESSAGING_OPTIONS).useValue(options);
    app = await (await testing.compile()).createNestApplication().init();
    const { status, body } = await put();

    expect([status, body.code]).toEqual([400, 'unknown_category']);
  });
});
