import { ConcurrencyLimit } from './concurrency-limit.js';

describe('a concurrency limit', () => {
  it('runs as many tasks at once as it says, in the order in which they came', async () => {
    const limit = new ConcurrencyLimit(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const run = (task: number) =>
      limit.run(() => {
        started.push(task);
        return new Promise<number>((resolve) => ends.push(() => resolve(task)));
      });
    const results = [run(1), run(2), run(3), run(4)];

    expect(started).toEqual([1, 2]);
    ends[0]?.();
    await results[0];
    expect(started).toEqual([1, 2, 3]);
    ends[1]?.();
    await results[1];
    ends.slice(2).forEach((end) => end());
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4]);
  });

  it('goes on after a task that failed', async () => {
    const limit = new ConcurrencyLimit(1);
    const failed = limit.run(() => Promise.reject(new Error('made up')));

    await expect(failed).rejects.toThrow('made up');
    expect(await limit.run(() => Promise.resolve('next'))).toBe('next');
  });
});
