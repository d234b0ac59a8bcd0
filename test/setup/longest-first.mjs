import Sequencer from '@jest/test-sequencer';

const LONGEST = [
  'preferences-model',
  'start',
  'command',
  'input-rules',
  'migrations',
  'connections',
  'package',
].map((name) => `/${name}.spec.ts`);

/** Runs the slowest suites first, also in a first run. Otherwise one worker runs a slow suite alone at the end. */
export default class LongestFirst extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = (/** @type {{ path: string }} */ { path }) =>
      LONGEST.some((name) => path.endsWith(name));
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
