import { newApiKey, readApiKey } from './api-key.js';

describe('API key', () => {
  it('has the form bw_<id>_<secret><checksum> with a fixed length', () => {
    const keys = Array.from({ length: 200 }, () => newApiKey().text);

    expect(new Set(keys).size).toBe(200);
    for (const key of keys) expect(key).toMatch(/^bw_[0-9A-Za-z]{17}_[0-9A-Za-z]{49}$/);
  });

  it('is parsed to its id and the hash of its secret', () => {
    const { text, id, secretHash } = newApiKey();

    expect(readApiKey(text)).toEqual({ id, secretHash });
  });

  it('is rejected when any one of its characters is wrong', () => {
    const { text } = newApiKey();
    const mistyped = [...text].map((character, at) => {
      const other = character === 'a' ? 'b' : 'a';
      return text.slice(0, at) + other + text.slice(at + 1);
    });

    expect(mistyped.filter(readApiKey)).toEqual([]);
  });

  it('ends with the CRC-32 of the text before it, in base62', () => {
    const id = '0'.repeat(17);
    const secret = '0'.repeat(43);

    expect(readApiKey(`bw_${id}_${secret}2OFvYO`)?.id).toBe(id);
    expect(readApiKey(`bw_${id}_${secret}2OFvYP`)).toBeUndefined();
  });

  it.each(['', 'bw_', 'bw__', 'sk_live_1', '🔑'])('is not read from the text %j', (text) => {
    expect(readApiKey(text)).toBeUndefined();
  });
});
