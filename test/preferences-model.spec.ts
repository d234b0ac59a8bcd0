import fc from 'fast-check';
import { DecisionsService } from '../src/messaging/decisions/decisions.service.js';
import { TestServer, type TestOwner } from './support/test-server.js';

const CATEGORIES = [null, 'billing', 'Billing', 'caf\u00e9', '0'];

interface Settings {
  in_app_enabled: boolean;
  email_enabled: boolean;
  push_enabled: boolean;
  digest: string;
}

const SYSTEM_DEFAULT: Settings = {
  in_app_enabled: true,
  email_enabled: true,
  push_enabled: true,
  digest: 'instant',
};

const putOf = fc.record(
  {
    owner: fc.nat({ max: 2 }),
    category: fc.constantFrom(...CATEGORIES),
    in_app_enabled: fc.boolean(),
    email_enabled: fc.boolean(),
    push_enabled: fc.boolean(),
    digest: fc.constantFrom('instant', 'hourly', 'daily', 'off'),
  },
  { requiredKeys: ['owner', 'in_app_enabled', 'email_enabled', 'push_enabled'] },
);

describe('any sequence of PUTs', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());

  /** What holds for an owner, by the rules of the model: a category's own row, the global one, the default. */
  const effective = async (ownerId: string, category: string | null) => {
    const decisions = server.app.get(DecisionsService, { strict: false });
    const { source, preferenceId, inAppEnabled, emailEnabled, pushEnabled, digest } =
      await decisions.effectivePreference({ ownerId }, category);
    return {
      source,
      preferenceId,
      in_app_enabled: inAppEnabled,
      email_enabled: emailEnabled,
      push_enabled: pushEnabled,
      digest,
    };
  };

  it('answers and resolves as a map from (owner, category) would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(putOf, { maxLength: 12 }), async (puts) => {
        const owners: TestOwner[] = await Promise.all([1, 2, 3].map(() => server.owner()));
        const model = owners.map(() => new Map<string | null, Settings & { id: string }>());
        for (const { owner, ...input } of puts) {
          const { category = null, digest = 'instant', ...flags } = input;
          const { status, body } = await owners[owner]!.put(input);
          const before = model[owner]!.get(category);
          expect(status).toBe(200);
          expect(body).toMatchObject({ category, digest, ...flags });
          expect(body.id).toBe(before?.id ?? body.id);
          model[owner]!.set(category, { ...flags, digest, id: body.id as string });
        }
        for (const [i, stored] of model.entries()) {
          for (const category of CATEGORIES) {
            const row = stored.get(category) ?? stored.get(null);
            const { id, ...settings } = row ?? { id: null, ...SYSTEM_DEFAULT };
            const source = !row
              ? 'system_default'
              : category !== null && stored.has(category)
                ? 'category'
                : 'global_default';
            expect(await effective(owners[i]!.ownerId, category)).toEqual({
              source,
              preferenceId: id,
              ...settings,
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
