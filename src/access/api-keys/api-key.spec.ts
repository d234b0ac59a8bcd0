import { newApiKey, readApiKey } from './api-key.js';

describe('an API key', () => {
  it('has the form bw_<id>_<secret><checksum>, of one length', () => {
    const keys = Array.from({ length: 200 }, () => newApiKey().text);

    expect(new Set(keys).size).toBe(200);
    for (const key of keys) expect(key).toMatch(/^bw_[0-9A-Za-z]{17}_[0-9A-Za-z]{49}$/);
  });

  it('is read back as it was made', () => {
    const { text, id, secretHash } = newApiKey();

    expect(readApiKey(text)).toEqual({ id, secretHash });
  });

  it('is refused with any one character mistyped', () => {
    const { text } = newApiKey();
    const mistyped = [...text].map((character, at) => {
      const other = character === 'a' ? 'b' : 'a';
      return text.slice(0, at) + other + text.slice(at + 1);
    });

    expect(mistyped.filter(readApiKey)).toEqual([]);
  });

  it('has a checksum that anyone can compute: CRC-32 of what is before it, in base62', () => {
    const id = '0'.repeat(17);
    const secret = '0'.repeat(43);

    expect(readApiKey(`bw_${id}_${secret}2OFvYO`)?.id).toBe(id);
    expect(readApiKey(`bw_${id}_${secret}2OFvYP`)).toBeUndefined();
  });

  it.each(['', 'bw_', 'bw__', 'sk_live_1', '🔑'])('is not %j', (text) => {
    expect(readApiKey(text)).toBeUndefined();
  });
});
