import { DecisionsService } from '../../src/index.js';
import { NotificationPreferenceVersion } from '../../src/messaging/preferences/notification-preference-version.entity.js';
import { PATH, TestServer, VALID, type TestOwner } from '../support/test-server.js';

const UNKNOWN = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';

describe('a single preference', () => {
  let server: TestServer;
  let owner: TestOwner;
  let stored: { id: string; tag: string; text: string };

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => {
    owner = await server.owner();
    const { body, headers, text } = await owner.put();
    stored = { id: body.id, tag: headers.etag!, text };
  });

  const as = (key: string) => ({ Authorization: `Bearer ${key}` });
  const get = (id: string, { key } = owner) => server.http.get(`${PATH}/${id}`).set(as(key));
  const remove = (id: string, { key } = owner) => server.http.delete(`${PATH}/${id}`).set(as(key));
  const versions = () =>
    server.dataSource.getRepository(NotificationPreferenceVersion).find({
      where: { ownerId: owner.ownerId },
      order: { version: 'ASC' },
    });

  it('GET answers the same bytes and entity tag as the PUT that stored the preference', async () => {
    const { status, text, headers } = await get(stored.id);

    expect([status, text]).toEqual([200, stored.text]);
    expect(headers.etag).toBe(stored.tag);
    expect(stored.tag).toBe(`"${stored.id}.1"`);
  });

  it('GET with the current entity tag in If-None-Match answers 304 on Express, and the preference on Fastify', async () => {
    const { status, text, headers } = await get(stored.id).set('If-None-Match', stored.tag);
    const changed = await get(stored.id).set('If-None-Match', `"${stored.id}.2"`);
    const expected = process.env.TEST_ADAPTER === 'fastify' ? [200, stored.text] : [304, ''];

    expect([status, text]).toEqual(expected);
    expect(headers.etag).toBe(stored.tag);
    expect([changed.status, changed.text]).toEqual([200, stored.text]);
  });

  it('the entity tag changes with a change and stays the same without one', async () => {
    const same = await owner.put();
    const changed = await owner.put({ ...VALID, digest: 'off' });

    expect(same.headers.etag).toBe(stored.tag);
    expect(changed.headers.etag).toBe(`"${stored.id}.2"`);
  });

  it('DELETE answers 204, then 404, and the effective preference falls back to the default', async () => {
    const first = await remove(stored.id).set('X-Request-Id', 'gone');
    const again = await remove(stored.id);
    const decisions = server.app.get(DecisionsService, { strict: false });

    expect([first.status, first.text, again.status]).toEqual([204, '', 404]);
    expect((await get(stored.id)).status).toBe(404);
    expect(
      await decisions.effectivePreference({ ownerId: owner.ownerId }, 'billing'),
    ).toMatchObject({
      source: 'system_default',
    });
    expect(await versions()).toEqual([
      expect.objectContaining({ version: 1, deleted: false }),
      expect.objectContaining({
        version: 2,
        deleted: true,
        category: 'billing',
        digest: 'daily',
        actor: owner.ownerId,
        via: 'api',
        requestId: 'gone',
      }),
    ]);
  });

  it('a PUT after a DELETE creates a preference with a new id', async () => {
    await remove(stored.id);
    const { body, headers } = await owner.put();

    expect(body.id).not.toBe(stored.id);
    expect(headers.etag).toBe(`"${body.id}.1"`);
  });

  it.each(['get', 'delete'] as const)(
    "%s gives the same 404 for another owner's, an unknown and a malformed preference id",
    async (method) => {
      const stranger = await server.owner();
      const neighbour = await server.owner({ ownerId: owner.ownerId, tenantId: 'acme' });
      const ask = method === 'get' ? get : remove;
      const answers = [
        await ask(stored.id, stranger),
        await ask(stored.id, neighbour),
        await ask(UNKNOWN),
        await ask('malformed'),
        await ask("'%3B--"),
        await ask(stored.id.toUpperCase()),
      ];

      const shapes = answers.map(({ body: { instance: _, request_id: __, ...rest } }) => rest);
      expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
      expect(shapes[0]).toMatchObject({ status: 404, code: 'not_found' });
      expect(await server.rows.countBy({ id: stored.id })).toBe(1);
    },
  );

  describe('If-Match', () => {
    it('PUT and DELETE succeed when If-Match names the current version', async () => {
      const { status, headers } = await owner
        .put({ ...VALID, digest: 'off' })
        .set('If-Match', stored.tag);
      const deleted = await remove(stored.id).set('If-Match', headers.etag!);

      expect([status, deleted.status]).toEqual([200, 204]);
    });

    it('PUT and DELETE answer 412 when If-Match names an older version or another preference', async () => {
      const changed = await owner.put({ ...VALID, digest: 'off' });
      const stale = await owner.put({ ...VALID, digest: 'hourly' }).set('If-Match', stored.tag);
      const elsewhere = await owner.put({ ...VALID, category: 'x' }).set('If-Match', stored.tag);
      const staleDelete = await remove(stored.id).set('If-Match', stored.tag);
      const wrongDelete = await remove(stored.id).set('If-Match', `"${UNKNOWN}.2"`);

      for (const { status, body } of [stale, elsewhere, staleDelete, wrongDelete]) {
        expect([status, body.code]).toEqual([412, 'precondition_failed']);
      }
      expect((await get(stored.id)).text).toBe(changed.text);
    });

    it.each([
      ['*', () => '*'],
      ['a list with the tag', (tag: string) => `W/"1" , "other",, ${tag}`],
    ])('PUT and DELETE succeed with %s', async (_name, header) => {
      const put = await owner.put({ ...VALID, digest: 'off' }).set('If-Match', header(stored.tag));
      const deleted = await remove(stored.id).set('If-Match', header(put.headers.etag!));

      expect([put.status, deleted.status]).toEqual([200, 204]);
    });

    it('* does not hold when there is no preference', async () => {
      await remove(stored.id);
      const put = await owner.put(VALID).set('If-Match', '*');
      const deleted = await remove(stored.id).set('If-Match', '*');

      expect([put.status, deleted.status]).toEqual([412, 412]);
    });

    it.each([
      ['a weak tag', (tag: string) => `W/${tag}`],
      ['tags of something else', () => '"1", "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f", ""'],
      ['a tag with a comma', (tag: string) => `"a,${tag.slice(1)}`],
    ])('%s never matches', async (_name, header) => {
      const put = await owner.put({ ...VALID, digest: 'off' }).set('If-Match', header(stored.tag));
      const batch = await server.http
        .put(`${PATH}/batch`)
        .set(as(owner.key))
        .send({ preferences: [{ ...VALID, digest: 'off', if_match: header(stored.tag) }] });
      const deleted = await remove(stored.id).set('If-Match', header(stored.tag));

      expect([put.status, batch.status, deleted.status]).toEqual([412, 412, 412]);
      expect((await get(stored.id)).text).toBe(stored.text);
    });

    it('a retry of a successful PUT with If-Match gets the same answer', async () => {
      const put = () => owner.put({ ...VALID, digest: 'off' }).set('If-Match', stored.tag);
      const first = await put();
      const again = await put();

      expect([again.status, again.text]).toEqual([200, first.text]);
      expect(again.headers.etag).toBe(first.headers.etag);
    });

    it('DELETE with If-Match answers 412 when the preference is already deleted', async () => {
      await remove(stored.id);

      expect((await remove(stored.id).set('If-Match', stored.tag)).status).toBe(412);
    });
  });

  it('PUT with If-None-Match: * creates a preference and answers 412 when it exists', async () => {
    const there = await owner.put({ ...VALID, digest: 'off' }).set('If-None-Match', '*');
    const fresh = { ...VALID, category: 'fresh' };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => owner.put(fresh).set('If-None-Match', '*')),
    );

    expect([there.status, there.body.code]).toEqual([412, 'precondition_failed']);
    expect((await get(stored.id)).text).toBe(stored.text);
    const statuses = all.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
  });

  it.each([
    ['If-Match', '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1'],
    ['If-Match', '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1'],
    ['If-Match', '*, "1"'],
    ['If-Match', '"1" "2"'],
    ['If-Match', 'w/"1"'],
    ['If-Match', ','],
    ['If-Match', ''],
    ['If-None-Match', '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"'],
    ['If-None-Match', ''],
  ])('PUT answers 400 to the malformed condition %s: %s', async (header, value) => {
    const { status, body } = await owner.put({ ...VALID, digest: 'off' }).set(header, value);

    expect([status, body.code]).toEqual([400, 'malformed_request']);
    expect(body.detail).toContain(header);
    expect((await get(stored.id)).text).toBe(stored.text);
  });
});
