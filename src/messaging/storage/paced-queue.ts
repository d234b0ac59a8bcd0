import { setTimeout as sleep } from 'node:timers/promises';

/** The utilization of the event loop above which the process is busy with other work, from 0 to 1. */
const BUSY = 0.2;
const REST_WHEN_BUSY = 20;
const MAX_REST_MS = 200;

/**
 * Runs one task at a time, in the order of arrival. After each one it rests as long as the task took, and 20 times as
 * long while the process is busy with other work, but at most 200 ms. Other requests are then hardly
 * delayed by long work in small tasks.
 */
export class PacedQueue {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    let start = 0;
    const result = this.last.then(() => {
      start = performance.now();
      return task();
    });
    const rest = () => restAfter(performance.now() - start);
    this.last = result.then(rest, rest);
    return result;
  }
}

async function restAfter(duration: number): Promise<void> {
  const before = performance.eventLoopUtilization();
  await pause(duration);
  const { utilization } = performance.eventLoopUtilization(before);
  if (utilization > BUSY) await pause(duration * REST_WHEN_BUSY);
}

function pause(duration: number): Promise<void> {
  return sleep(Math.min(duration, MAX_REST_MS));
}
