import { setTimeout as sleep } from 'node:timers/promises';
import { PacedQueue } from './paced-queue.js';

describe('a paced queue', () => {
  it('runs one task at a time, in the order of arrival', async () => {
    const queue = new PacedQueue();
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const run = (task: number) =>
      queue.run(() => {
        started.push(task);
        return new Promise<number>((resolve) => ends.push(() => resolve(task)));
      });
    const results = [run(1), run(2), run(3)];

    for (const [position, result] of results.entries()) {
      while (started.length <= position) await sleep(1);
      expect(started).toHaveLength(position + 1);
      ends[position]?.();
      expect(await result).toBe(position + 1);
    }
    expect(started).toEqual([1, 2, 3]);
  });

  /** The milliseconds of a task and of the rest after it. */
  const measureRest = async () => {
    const queue = new PacedQueue();
    const task = async () => {
      const start = performance.now();
      await sleep(10);
      return { start, end: performance.now() };
    };
    const [first, next] = await Promise.all([queue.run(task), queue.run(task)]);
    return { task: first.end - first.start, rest: next.start - first.end };
  };

  it('rests as long as the task took', async () => {
    const { task, rest } = await measureRest();

    // Timers may fire up to a millisecond early.
    expect(rest).toBeGreaterThan(task - 2);
  });

  it('rests many times as long while the event loop is busy', async () => {
    let isBusy = true;
    const work = () => {
      if (isBusy) setImmediate(work);
    };
    work();
    const { task, rest } = await measureRest();
    isBusy = false;

    // At most 200 ms, and timers may fire up to a millisecond early.
    expect(rest).toBeGreaterThan(Math.min(10 * task, 190));
  });

  it('continues after a task that failed', async () => {
    const queue = new PacedQueue();
    const failed = queue.run(() => Promise.reject(new Error('made up')));

    await expect(failed).rejects.toThrow('made up');
    expect(await queue.run(() => Promise.resolve('next'))).toBe('next');
  });
});
