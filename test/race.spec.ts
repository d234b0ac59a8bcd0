import { TestServer, VALID } from './support/test-server.js';

describe('simultaneous first writes', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());

  it.each([null, 'billing'])('of one key give one row and one answer: %j', async (category) => {
    const owner = await server.owner();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => owner.put({ ...VALID, category })),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await server.rows.countBy({ ownerId: owner.ownerId })).toBe(1);
  });

  it('that differ each answer with their own values, and one of them stays', async () => {
    const owner = await server.owner();
    const bodies = Array.from({ length: 100 }, (_, i) => ({
      ...VALID,
      in_app_enabled: i % 2 === 0,
      email_enabled: i % 3 === 0,
      digest: ['instant', 'hourly', 'daily', 'off'][i % 4],
    }));
    const answers = await Promise.all(bodies.map((body) => owner.put(body)));

    answers.forEach(({ status, body }, i) => {
      expect(status).toBe(200);
      expect(body).toMatchObject(bodies[i] ?? {});
    });
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.created_at)).size).toBe(1);
  });
});
