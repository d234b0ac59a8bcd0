import fc from 'fast-check';
import { CategoriesService, DomainError, PreferencesService } from '../../src/index.js';
import { fieldErrors } from '../../src/http/problems/problem.js';
import { CategoryResource } from '../../src/messaging/categories/category.resource.js';
import { PreferenceItemResource } from '../../src/messaging/preferences/preference.resource.js';
import { type TestOwner, TestServer } from '../support/test-server.js';

const SEED = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);
const AT_ONCE = 8;

type Members = Record<string, unknown>;

/** The JSON names of our fields, with the property names of the same fields in a call. */
const PROPERTIES = new Map([
  ['in_app_enabled', 'inAppEnabled'],
  ['email_enabled', 'emailEnabled'],
  ['push_enabled', 'pushEnabled'],
  ['if_match', 'ifMatch'],
  ['default_preference', 'defaultPreference'],
  ['required_channels', 'requiredChannels'],
  ['opt_in', 'optIn'],
]);
const JSON_NAMES = new Map([...PROPERTIES].map(([name, property]) => [property, name]));

const anything = fc.jsonValue({ maxDepth: 3 });

const text = fc.oneof(
  { weight: 16, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 6 }) },
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('billing', '', '.', '..', 'cafe\u0301', ' a', 'a\0', '\ud800', 'constructor'),
  fc.integer({ min: 120, max: 2_100 }).map((length) => 'x'.repeat(length)),
);
const textOrNull = fc.option(text);
const unknownName = fc
  .oneof(fc.string({ maxLength: 8 }), fc.constantFrom('__proto__', 'constructor', 'IN_APP', '0'))
  .filter((name) => !JSON_NAMES.has(name));

/** Random inputs. A member is valid `weight` times as often as it is an arbitrary JSON value. */
function inputs(weight: number) {
  const often = (arbitrary: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: anything });

  /** An object with these members. Sometimes a required member is missing or an unknown member is added. */
  const objectOf = (
    required: Record<string, fc.Arbitrary<unknown>>,
    optional: Record<string, fc.Arbitrary<unknown>>,
  ) => {
    const requiredKeys = Object.keys(required);
    const whole = fc.record<Members>({ ...required, ...optional }, { requiredKeys });
    const partial = fc.record<Members>({ ...required, ...optional }, { requiredKeys: [] });
    const withUnknown = fc
      .tuple(whole, unknownName, anything)
      .map(([object, ...member]) => Object.fromEntries([...Object.entries(object), member]));
    return often(fc.oneof({ weight, arbitrary: whole }, partial, withUnknown));
  };

  const values = {
    in_app_enabled: often(fc.boolean()),
    email_enabled: often(fc.boolean()),
    push_enabled: often(fc.boolean()),
  };
  const digest = often(fc.constantFrom('instant', 'hourly', 'daily', 'off'));
  const preference = { category: often(textOrNull), digest };
  const etag = often(fc.constantFrom(null, 'x'));
  return {
    preference: objectOf(values, preference),
    batch: often(fc.array(objectOf(values, { ...preference, if_match: etag }), { maxLength: 3 })),
    category: objectOf(
      {},
      {
        title: often(textOrNull),
        description: often(textOrNull),
        default_preference: objectOf(values, { digest }),
        required_channels: often(fc.subarray(['in_app', 'email', 'push'])),
        opt_in: often(fc.boolean()),
      },
    ),
  };
}

/** Renames the fields of a JSON value to the property names of a call. */
function asCalled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asCalled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [PROPERTIES.get(name) ?? name, asCalled(member)]),
  );
}

/** The result of one attempt: the stored resources, or the faults. */
interface Outcome {
  stored?: unknown;
  faults?: unknown;
}

/** The two ways to store a value. */
interface Ways {
  overHttp: (value: unknown) => Promise<{ status: number; body: Members }>;
  inCall: (value: unknown) => Promise<unknown>;
}

/** Removes the members that differ between the two ways: the keys and the times of the row. */
function withoutKeys(resource: unknown): unknown {
  const ofRow = ['id', 'etag', 'name', 'created_at', 'updated_at'];
  const members = Object.entries(resource as Members);
  return Object.fromEntries(members.filter(([name]) => !ofRow.includes(name)));
}

function withoutKeysOfAll(resource: unknown): unknown {
  return Array.isArray(resource) ? resource.map(withoutKeys) : withoutKeys(resource);
}

/** Messages over HTTP say "a JSON object"; messages of a call say "an object". */
function inWordsOfCalls(detail: string): string {
  return detail.replace('a JSON object', 'an object');
}

async function httpOutcome(ways: Ways, value: unknown): Promise<Outcome> {
  const { status, body } = await ways.overHttp(value);
  if (status === 200) return { stored: withoutKeysOfAll(body.data ?? body) };
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  const errors = body.errors as { detail: string }[];
  return { faults: errors.map((it) => ({ ...it, detail: inWordsOfCalls(it.detail) })) };
}

async function callOutcome(ways: Ways, value: unknown): Promise<Outcome> {
  try {
    return { stored: withoutKeysOfAll(await ways.inCall(asCalled(value))) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const wrong = error.wrong.map(({ path = [], ...fault }) => ({
      ...fault,
      path: path.map((step) => (typeof step === 'string' ? (JSON_NAMES.get(step) ?? step) : step)),
    }));
    return { faults: fieldErrors(wrong) };
  }
}

/** Stores `count` values in both ways and expects equal results. Counts the stored and the refused values. */
async function compare(arbitrary: fc.Arbitrary<unknown>, count: number, ways: Ways) {
  const tally = { stored: 0, refused: 0 };
  const waiting = fc.sample(arbitrary, { numRuns: count, seed: SEED }).values();
  const work = async () => {
    for (const value of waiting) {
      const outcome = await httpOutcome(ways, value);
      expect({ value, ...(await callOutcome(ways, value)) }).toEqual({ value, ...outcome });
      tally[outcome.faults ? 'refused' : 'stored'] += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tally;
}

describe(`HTTP and the services (MODEL_SEED=${SEED})`, () => {
  let server: TestServer;
  let owner: TestOwner;
  const called = { ownerId: 'called', tenantId: '' };

  beforeAll(async () => {
    server = await TestServer.start();
    owner = await server.owner({ permissions: ['messaging:update', 'messaging:manage'] });
  });
  afterAll(() => server.stop());

  const service = <T>(type: abstract new (...args: never[]) => T) =>
    server.app.get<T>(type, { strict: false });
  const put = (path: string) => async (value: unknown) => {
    const { status, body } = await server.http
      .put(`/v1/messaging/${path}`)
      .set('Authorization', `Bearer ${owner.key}`)
      .set('Content-Type', 'application/json')
      .send(JSON.stringify(value));
    return { status, body: body as Members };
  };

  it('accept and refuse the same of 6,000 random preferences', async () => {
    const tally = await compare(inputs(4).preference, 6_000, {
      overHttp: put('preferences'),
      inCall: async (value) => {
        const stored = await service(PreferencesService).upsert(called, value as never);
        return PreferenceItemResource.of(stored);
      },
    });

    expect(tally.stored).toBeGreaterThan(600);
    expect(tally.refused).toBeGreaterThan(600);
  });

  it('accept and refuse the same of 2,000 random batches', async () => {
    const replace = put('preferences/batch');
    const tally = await compare(inputs(16).batch, 2_000, {
      overHttp: (preferences) => replace({ preferences }),
      inCall: async (value) => {
        const stored = await service(PreferencesService).upsertMany(called, value as never);
        return stored.map(PreferenceItemResource.of);
      },
    });

    expect(tally.stored).toBeGreaterThan(100);
    expect(tally.refused).toBeGreaterThan(100);
  });

  it('accept and refuse the same of 2,000 random categories', async () => {
    const tally = await compare(inputs(4).category, 2_000, {
      overHttp: put('categories/over_http'),
      inCall: async (value) => {
        const categories = service(CategoriesService);
        const stored = await categories.put({ tenantId: '' }, 'in_a_call', value as never);
        return CategoryResource.of(stored);
      },
    });

    expect(tally.stored).toBeGreaterThan(100);
    expect(tally.refused).toBeGreaterThan(100);
  });
});
