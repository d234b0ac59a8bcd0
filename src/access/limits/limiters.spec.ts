import { BoundedMemoryLimiter, MAX_KEYS } from './limiters.js';

describe('BoundedMemoryLimiter', () => {
  it('removes the least recently counted key above the limit on keys', async () => {
    const limiter = new BoundedMemoryLimiter({ points: 10, duration: 60 });
    await limiter.consume('old');
    await limiter.consume('reused');
    for (let i = 2; i < MAX_KEYS; i += 1) await limiter.consume(i);
    await limiter.consume('reused');
    for (const key of ['new', 'newest']) await limiter.consume(key);

    expect(limiter.dump().storage).toHaveLength(MAX_KEYS);
    expect(await limiter.get('old')).toBeNull();
    expect((await limiter.get('reused'))?.consumedPoints).toBe(2);
    expect((await limiter.get('newest'))?.consumedPoints).toBe(1);
  });
});
