import { LockTimeoutError } from './lock-timeout.js';
import { MAX_BLOCKING_MS, WriteGate } from './write-gate.js';

describe('the gate for writes', () => {
  it('writes that wait for a lock never use more than their connections, also while one is passed on', async () => {
    const gate = new WriteGate(1_000, 2);
    let running = 0;
    let most = 0;
    const write = (owner: string) =>
      gate.run(owner, async (lockTimeoutMs) => {
        if (lockTimeoutMs === MAX_BLOCKING_MS) throw new LockTimeoutError();
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
        running -= 1;
        return owner;
      });
    /** Writes that start in the turns of the event loop in which others end. */
    const late = async (number: number) => {
      for (let turn = 0; turn < number; turn += 1) await Promise.resolve();
      return write(`late-${number}`);
    };
    const owners = await Promise.all([
      ...Array.from({ length: 20 }, (_, number) => write(`early-${number}`)),
      ...Array.from({ length: 40 }, (_, number) => late(number)),
    ]);

    expect(owners).toHaveLength(60);
    expect(most).toBe(2);
  });
});
