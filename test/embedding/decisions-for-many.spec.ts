import type { INestApplication } from '@nestjs/common';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import {
  CategoriesService,
  CHANNELS,
  type DecisionRow,
  DecisionsForManyService,
  DecisionsService,
  DIGESTS,
  type EffectivePreference,
  PreferencesService,
  type PreferenceValues,
} from '../../src/index.js';
import { TestServer } from '../support/test-server.js';

const values: fc.Arbitrary<PreferenceValues> = fc.record({
  inAppEnabled: fc.boolean(),
  emailEnabled: fc.boolean(),
  pushEnabled: fc.boolean(),
  digest: fc.constantFrom(...DIGESTS),
});
const registration = fc
  .record({
    defaultPreference: fc.option(values),
    requiredChannels: fc.subarray([...CHANNELS]),
    optIn: fc.boolean(),
  })
  .map((given) => ({ ...given, title: 'Any', optIn: given.optIn && !!given.defaultPreference }));
const owner = fc.record({ own: fc.option(values), everywhere: fc.option(values) });

/** The row that the statement returns for an effective preference. */
const rowOf = (preference: EffectivePreference) => ({
  owner_id: preference.ownerId,
  source: preference.source,
  preference_id: preference.preferenceId,
  preference_version: preference.preferenceVersion,
  email_digest: preference.channels.email.digest,
  ...Object.fromEntries(
    CHANNELS.flatMap((channel) => [
      [`${channel}_enabled`, preference.channels[channel].enabled],
      [`${channel}_reason`, preference.channels[channel].reason],
    ]),
  ),
});

const IDS = {
  text: 'SELECT id AS owner_id FROM unnest($1::text[]) AS id -- whoever it is',
};

describe('DecisionsForManyService', () => {
  let server: TestServer;
  let app: INestApplication;
  let dataSource: DataSource;
  const service = <T>(type: abstract new (...args: never[]) => T) =>
    app.get<T>(type, { strict: false });

  const decide = async (tenantId: string, category: string | null, ownerIds: string[]) => {
    const recipients = { ...IDS, parameters: [ownerIds] };
    const statement = await service(DecisionsForManyService).statement({
      tenantId,
      category,
      recipients,
    });
    const sorted = `${statement.text} ORDER BY owner_id`;
    return dataSource.query<DecisionRow[]>(sorted, [...statement.parameters]);
  };

  const store = async (
    tenantId: string,
    owners: { own: PreferenceValues | null; everywhere: PreferenceValues | null }[],
  ) => {
    const preferences = service(PreferencesService);
    const ids = owners.map((_, position) => `owner-${position}`);
    for (const [position, { own, everywhere }] of owners.entries()) {
      const ownerId = `owner-${position}`;
      const inputs = [
        ...(own ? [{ ...own, category: 'news' }] : []),
        ...(everywhere ? [{ ...everywhere, category: null }] : []),
      ];
      if (inputs.length > 0) await preferences.upsertMany({ tenantId, ownerId }, inputs);
    }
    return ids;
  };

  beforeAll(async () => {
    server = await TestServer.start();
    ({ app, dataSource } = server);
  });
  afterAll(() => server.stop());

  it('returns the same for each recipient as DecisionsService', async () => {
    const property = fc.asyncProperty(
      fc.array(owner, { minLength: 1, maxLength: 6 }),
      fc.option(registration),
      fc.option(registration),
      fc.constantFrom('news', 'other', null),
      async (owners, ofTenant, ofAll, category) => {
        const tenantId = crypto.randomUUID();
        const categories = service(CategoriesService);
        if (ofTenant) await categories.put({ tenantId }, 'news', ofTenant);
        if (ofAll) await categories.put({}, 'news', ofAll);
        else await categories.delete({}, 'news').catch(() => undefined);
        const ownerIds = [...(await store(tenantId, owners)), 'stranger'];

        const one = await service(DecisionsService).effectivePreferencesOf(
          { tenantId, ownerIds },
          category,
        );
        expect(await decide(tenantId, category, ownerIds)).toEqual(one.map(rowOf));
      },
    );
    await fc.assert(property, { numRuns: 200 });
  }, 120_000);

  it('a default that was stored before a channel existed has the default of the channel', async () => {
    const tenantId = crypto.randomUUID();
    const defaultPreference = { inAppEnabled: false, emailEnabled: false, pushEnabled: false };
    const input = { title: 'Old', defaultPreference, requiredChannels: [] };
    await service(CategoriesService).put({ tenantId }, 'old', input);
    await dataSource.query(
      `UPDATE notification_category SET default_preference = default_preference - 'push_enabled'
       WHERE tenant_id = $1`,
      [tenantId],
    );
    const one = await service(DecisionsService).effectivePreferencesOf(
      { tenantId, ownerIds: ['ada'] },
      'old',
    );

    expect(one[0]).toMatchObject({ preference: { emailEnabled: false, pushEnabled: true } });
    expect(await decide(tenantId, 'old', ['ada'])).toEqual(one.map(rowOf));
  });

  it('returns one row for each time a recipient is listed', async () => {
    const tenantId = crypto.randomUUID();
    const rows = await decide(tenantId, 'unheard-of', ['ada', 'ada']);

    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ owner_id: 'ada', source: 'system_default' });
  });

  it('its statement can be part of a larger statement, with the parameters of the host first', async () => {
    const { text, parameters } = await service(DecisionsForManyService).statement({
      category: 'unheard-of',
      recipients: {
        text: "SELECT 'user-' || n AS owner_id FROM generate_series($1::int, $2::int) AS n",
        parameters: [1, 1_000],
      },
    });
    const [counted] = await dataSource.query<{ count: string }[]>(
      `SELECT count(*) FROM (${text}) AS decision WHERE email_enabled`,
      [...parameters],
    );

    expect(counted).toEqual({ count: '1000' });
  });

  it.each([
    [{ category: 'News\u0000', tenantId: 'acme' }, 'category'],
    [{ category: 'news', tenantId: '\u0000' }, 'tenantId'],
  ])('rejects the invalid input %j without a statement', async (given, parameter) => {
    const recipients = { ...IDS, parameters: [[]] };
    const statement = service(DecisionsForManyService).statement({ ...given, recipients });

    await expect(statement).rejects.toMatchObject({
      name: 'InvalidInputError',
      errors: [{ parameter }],
    });
  });
});
