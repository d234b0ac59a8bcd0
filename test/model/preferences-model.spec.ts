import fc from 'fast-check';
import { CategoriesService } from '../../src/index.js';
import { commands, SHARED } from './preference-commands.js';
import { type PreferenceDriver, servicesDriver } from './preference-driver.js';
import { httpDriver } from './preference-http-driver.js';
import type { Edit } from './preference-shapes.js';
import { Sequence } from './preference-sequence.js';
import { TestServer } from '../support/test-server.js';

/** A new seed for every run; `MODEL_SEED` repeats a run. */
const SEED = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

const REGISTRATION = {
  title: 'For all tenants',
  defaultPreference: {
    inAppEnabled: true,
    emailEnabled: false,
    pushEnabled: false,
    digest: 'daily' as const,
  },
  requiredChannels: ['in_app' as const],
  optIn: true,
};

describe('random calls', () => {
  let server: TestServer;
  let shared: Edit;

  beforeAll(async () => {
    process.stdout.write(`preferences-model: MODEL_SEED=${SEED}\n`);
    server = await TestServer.start();
    const categories = server.app.get(CategoriesService, { strict: false });
    const { updatedAt } = await categories.put({}, SHARED, REGISTRATION);
    const who = { actor: 'system', credentialId: null, at: updatedAt.toISOString() };
    shared = { name: SHARED, shared: true, registration: REGISTRATION, ...who };
  });
  afterAll(() => server.stop());

  // The services do not depend on the HTTP adapter, so fewer runs are enough on Fastify.
  const runs = process.env.TEST_ADAPTER === 'fastify' ? 60 : 2_500;
  const drivers: [name: string, runs: number, driver: () => PreferenceDriver][] = [
    ['the services', runs, () => servicesDriver(server.app)],
    ['HTTP', 60, () => httpDriver(server)],
  ];

  it.each(drivers)(
    'through %s give the results of the model, in %i sequences',
    async (_, numRuns, driver) => {
      const property = fc.asyncProperty(
        commands,
        fc.integer({ min: 2, max: 6 }),
        async (given, limit) => {
          const sequence = await Sequence.begin(driver(), server.dataSource, [shared]);
          await sequence.run(given);
          await sequence.check(limit);
        },
      );
      await fc.assert(property, { numRuns, seed: SEED });
    },
    400_000,
  );
});
