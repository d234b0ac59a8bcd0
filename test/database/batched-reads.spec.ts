import fc from 'fast-check';
import {
  CategoriesService,
  DecisionsService,
  DIGESTS,
  type ListPreferences,
  PreferencesService,
} from '../../src/index.js';
import { statementsDuring } from '../support/statements.js';
import { TestServer } from '../support/test-server.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };
const CATEGORIES = ['news', 'billing', null, 'Ärger', 'zoo'];

const stored = fc.uniqueArray(
  fc.record({
    owner: fc.nat(3),
    category: fc.constantFrom(...CATEGORIES),
    pushEnabled: fc.boolean(),
    digest: fc.constantFrom(...DIGESTS),
  }),
  { selector: ({ owner, category }) => `${owner} ${category}`, maxLength: 20 },
);
const reads = fc.array(
  fc.record({
    owner: fc.nat(4),
    category: fc.constantFrom(...CATEGORIES, 'unheard-of'),
    limit: fc.integer({ min: 1, max: 6 }),
  }),
  { minLength: 2, maxLength: 30 },
);

describe('batched reads', () => {
  let server: TestServer;
  let preferences: PreferencesService;
  let decisions: DecisionsService;

  beforeAll(async () => {
    server = await TestServer.start();
    preferences = server.app.get(PreferencesService, { strict: false });
    decisions = server.app.get(DecisionsService, { strict: false });
    const categories = server.app.get(CategoriesService, { strict: false });
    await categories.put({}, 'news', {
      title: 'News',
      defaultPreference: { ...ON, pushEnabled: false, digest: 'daily' },
      requiredChannels: ['in_app'],
      optIn: true,
    });
  });
  afterAll(() => server.stop());

  /** A read with a manager of its own is not batched. */
  const withOwnManager = () => ({ manager: server.dataSource.manager });

  it('batched reads answer the same as single reads', async () => {
    const property = fc.asyncProperty(stored, reads, async (rows, asked) => {
      const tenantId = crypto.randomUUID();
      const ownerOf = (number: number) => ({ tenantId, ownerId: `owner-${number}` });
      for (const { owner, ...input } of rows) {
        await preferences.upsert(ownerOf(owner), { ...ON, ...input });
      }
      const list = async (owner: number, limit: number, context = {}) => {
        const pages = [];
        for (let request: ListPreferences | undefined = { limit }; request;) {
          const page = await preferences.list(ownerOf(owner), request, context);
          pages.push(page.items);
          request = page.nextCursor === null ? undefined : { limit, cursor: page.nextCursor };
        }
        return pages;
      };
      const effective = (owner: number, category: string | null, context = {}) =>
        decisions.effectivePreference(ownerOf(owner), category, context);

      const together = await Promise.all(
        asked.map(({ owner, category, limit }) =>
          Promise.all([effective(owner, category), list(owner, limit)]),
        ),
      );
      for (const [position, { owner, category, limit }] of asked.entries()) {
        expect(together[position]).toEqual([
          await effective(owner, category, withOwnManager()),
          await list(owner, limit, withOwnManager()),
        ]);
      }
    });
    await fc.assert(property, { numRuns: 60 });
  }, 120_000);

  it.each([
    ['list', (ownerId: string) => preferences.list({ ownerId })],
    ['effective preference', (ownerId: string) => decisions.effectivePreference({ ownerId }, 'a')],
  ])('64 concurrent reads need two statements: %s', async (_, read) => {
    const statements = await statementsDuring(() =>
      Promise.all(Array.from({ length: 64 }, (__, number) => read(`few-${number}`))),
    );

    expect(statements).toHaveLength(2);
  });

  it('a batched read sees a write that ended before it', async () => {
    const readBack = async (ownerId: string) => {
      for (let time = 0; time < 20; time += 1) {
        const pushEnabled = time % 2 === 0;
        await preferences.upsert({ ownerId }, { ...ON, category: 'news', pushEnabled });
        const { items } = await preferences.list({ ownerId });
        const effective = await decisions.effectivePreference({ ownerId }, 'news');
        expect([items[0]?.pushEnabled, effective.channels.push.enabled]).toEqual([
          pushEnabled,
          pushEnabled,
        ]);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, number) => readBack(`own-${number}`)));
  });
});
