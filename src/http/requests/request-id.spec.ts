import { requestIdOf } from './request-id.js';

const request = (id?: string | string[]) => ({ headers: { 'x-request-id': id } });

describe('requestIdOf', () => {
  it.each(['a', 'job_42-A', 'x'.repeat(64)])("returns the client's well-formed id: %s", (id) => {
    expect(requestIdOf(request(id))).toBe(id);
  });

  it.each([undefined, '', 'x'.repeat(65), 'a b', 'a\nb', 'é', ['a', 'b']])(
    "makes a new id instead of the client's: %j",
    (id) => {
      expect(requestIdOf(request(id))).toMatch(/^[\da-f-]{36}$/);
    },
  );

  it("returns the same id for Node's request and for an adapter's wrapper of it", () => {
    const raw = request();
    const id = requestIdOf(raw);

    expect(requestIdOf(raw)).toBe(id);
    expect(requestIdOf({ ...raw, raw })).toBe(id);
  });
});
