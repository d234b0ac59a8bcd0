import { newApiKey, readApiKey } from './api-key.js';

describe('an API key', () => {
  it('has the form bw_<id>_<secret><checksum> and a fixed length', () => {
    const keys = Array.from({ length: 200 }, () => newApiKey().text);

    expect(new Set(keys).size).toBe(200);
    for (const key of keys) expect(key).toMatch(/^bw_[0-9A-Za-z]{17}_[0-9A-Za-z]{49}$/);
  });

  it('readApiKey returns the id and the secret hash of a new key', () => {
    const { text, id, secretHash } = newApiKey();

    expect(readApiKey(text)).toEqual({ id, secretHash });
  });

  it('readApiKey rejects a key with any one character changed', () => {
    const { text } = newApiKey();
    const mistyped = [...text].map((character, at) => {
      const other = character === 'a' ? 'b' : 'a';
      return text.slice(0, at) + other + text.slice(at + 1);
    });

    expect(mistyped.filter(readApiKey)).toEqual([]);
  });

  it('has a checksum that is the CRC-32 of the text before it, in base62', () => {
    const id = '0'.repeat(17);
    const secret = '0'.repeat(43);

    expect(readApiKey(`bw_${id}_${secret}2OFvYO`)?.id).toBe(id);
    expect(readApiKey(`bw_${id}_${secret}2OFvYP`)).toBeUndefined();
  });

  it.each(['', 'bw_', 'bw__', 'sk_live_1', '🔑'])('readApiKey rejects %j', (text) => {
    expect(readApiKey(text)).toBeUndefined();
  });
});
