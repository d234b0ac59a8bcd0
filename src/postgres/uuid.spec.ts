import { newUuid } from './uuid.js';

describe('newUuid', () => {
  it('returns a UUIDv7 that is greater than all earlier ones', () => {
    const made = Array.from({ length: 20_000 }, () => newUuid());

    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(made[0]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
