import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackgroundWork } from './background-work.service.js';

const EVERY_MS = 5;

class HastyBackgroundWork extends BackgroundWork {
  protected override readonly shutdownTimeoutMs = 4 * EVERY_MS;
}

/** Resolves once `condition` holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1);
}

describe('BackgroundWork', () => {
  let warnings: string[];
  let work: BackgroundWork;

  beforeEach(() => {
    warnings = [];
    const warn = (message: string) => warnings.push(message);
    Logger.overrideLogger({ warn, log: warn, error: warn });
    work = new BackgroundWork();
  });
  afterEach(() => work.beforeApplicationShutdown());
  afterAll(() => Logger.overrideLogger(false));

  it('repeats a task that fails, and logs its name', async () => {
    let runs = 0;
    work.repeat('Counting', EVERY_MS, () => {
      runs += 1;
      throw new Error('made up');
    });
    await until(() => runs === 3);

    expect(warnings.slice(0, 2)).toEqual(Array(2).fill('Counting failed: Error: made up'));
  });

  it.each([
    ['an AbortError of its own', () => AbortSignal.abort().throwIfAborted()],
    [
      'null',
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw null;
      },
    ],
  ])('repeats a task that throws %s, and logs the error', async (_, fail) => {
    const runs = { repeated: 0, kept: 0 };
    work.repeat('Counting', EVERY_MS, () => {
      runs.repeated += 1;
      fail();
    });
    work.keepRunning('Listening', EVERY_MS, async () => {
      runs.kept += 1;
      await sleep(0);
      fail();
    });
    await until(() => runs.repeated > 1 && runs.kept > 1);

    for (const name of ['Counting', 'Listening']) {
      expect(warnings).toContainEqual(expect.stringContaining(`${name} failed: `));
    }
  });

  it('stops repeating a task at the shutdown', async () => {
    let runs = 0;
    work.repeat('Counting', EVERY_MS, () => {
      runs += 1;
    });
    await until(() => runs > 0);
    await work.beforeApplicationShutdown();
    const before = runs;
    await sleep(4 * EVERY_MS);

    expect(runs).toBe(before);
  });

  it('restarts a task that ended or failed, and ends it at the shutdown', async () => {
    const ends: string[] = [];
    work.keepRunning('Listening', EVERY_MS, async (signal) => {
      if (ends.push('started') === 1) return;
      if (ends.length === 2) throw new Error('made up');
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      ends.push('ended');
    });
    await until(() => ends.length === 3);
    await work.beforeApplicationShutdown();

    expect(ends).toEqual(['started', 'started', 'started', 'ended']);
    expect(warnings).toEqual(['Listening failed: Error: made up']);
  });

  it('makes the shutdown wait for tracked work, even if some of it fails', async () => {
    let isDone = false;
    work.track(sleep(EVERY_MS).then(() => Promise.reject(new Error('made up'))));
    work.track(sleep(4 * EVERY_MS).then(() => (isDone = true)));
    await work.beforeApplicationShutdown();

    expect(isDone).toBe(true);
  });

  it('makes the shutdown wait for the promises of waitBeforeShutdown', async () => {
    let isDone = false;
    work.waitBeforeShutdown(() => sleep(4 * EVERY_MS).then(() => (isDone = true)));
    await work.beforeApplicationShutdown();

    expect(isDone).toBe(true);
  });

  it('delays the shutdown no longer than the timeout', async () => {
    const hasty = new HastyBackgroundWork();
    hasty.track(new Promise(() => undefined));

    await expect(hasty.beforeApplicationShutdown()).resolves.toBeUndefined();
  });

  it('runs a task when the time for the shutdown is over, once', async () => {
    const hasty = new HastyBackgroundWork();
    let runs = 0;
    hasty.runAtShutdownTimeout(() => (runs += 1));
    await hasty.beforeApplicationShutdown();

    expect(runs).toBe(0);
    await until(() => runs > 0);
    await sleep(8 * EVERY_MS);
    expect(runs).toBe(1);
  });

  it('does not run that task after the application has closed', async () => {
    const hasty = new HastyBackgroundWork();
    let runs = 0;
    hasty.runAtShutdownTimeout(() => (runs += 1));
    hasty.onApplicationShutdown();
    await sleep(8 * EVERY_MS);

    expect(runs).toBe(0);
  });
});
