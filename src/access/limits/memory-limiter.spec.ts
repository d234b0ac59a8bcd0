import { BoundedMemoryLimiter, MAX_KEYS } from './memory-limiter.js';

describe('BoundedMemoryLimiter', () => {
  it('removes the least recently counted key when it is full', async () => {
    const limiter = new BoundedMemoryLimiter({ points: 10, duration: 60 });
    await limiter.consume('forgotten');
    await limiter.consume('kept');
    for (let i = 2; i < MAX_KEYS; i += 1) await limiter.consume(i);
    await limiter.consume('kept');
    for (const one of ['more', 'and more']) await limiter.consume(one);

    expect(limiter.dump().storage).toHaveLength(MAX_KEYS);
    expect(await limiter.get('forgotten')).toBeNull();
    expect((await limiter.get('kept'))?.consumedPoints).toBe(2);
    expect((await limiter.get('and more'))?.consumedPoints).toBe(1);
  });
});
