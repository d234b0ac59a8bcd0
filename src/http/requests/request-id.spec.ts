import { requestIdOf } from './request-id.js';

const request = (id?: string | string[]) => ({ headers: { 'x-request-id': id } });

describe('the id of a request', () => {
  it.each(['a', 'job_42-A', 'x'.repeat(64)])(
    'the request id of the client is used when it is well formed: %s',
    (id) => {
      expect(requestIdOf(request(id))).toBe(id);
    },
  );

  it.each([undefined, '', 'x'.repeat(65), 'a b', 'a\nb', 'é', ['a', 'b']])(
    'a new request id replaces a missing or malformed one: %j',
    (id) => {
      expect(requestIdOf(request(id))).toMatch(/^[\da-f-]{36}$/);
    },
  );

  it('a request and its wrapper from an adapter have the same request id', () => {
    const raw = request();
    const id = requestIdOf(raw);

    expect(requestIdOf(raw)).toBe(id);
    expect(requestIdOf({ ...raw, raw })).toBe(id);
  });
});
