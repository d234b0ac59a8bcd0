import { parseArgs } from 'node:util';
import { CONTENDERS } from './contenders.mjs';
import { CASES } from './workload.mjs';

export const USAGE = `Usage: npm run bench [-- OPTIONS]
  --only NAMES    only these contenders, separated by commas:
                  ${CONTENDERS.map(({ name }) => name).join(', ')}
  --case NAMES    only these cases, separated by commas: ${Object.keys(CASES).join(', ')}
  --seconds N     seconds for each measurement (3)
  --rounds N      rounds for each measurement; the report shows the medians (5)
  --quick         one short round for each, to check that everything works; the figures mean nothing
  --write         write the tables and the chart to docs/`;

const FULL = { owners: 1_000, seconds: 3, rounds: 5, warmUp: 1 };
const QUICK = { owners: 20, seconds: 0.4, rounds: 1, warmUp: 0.1 };

const GIVEN = {
  only: { type: 'string' },
  case: { type: 'string' },
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  quick: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
};

/**
 * Reads the options of the command line.
 * @param {string[]} args
 * @throws {Error} with a message for the user
 */
export function readOptions(args) {
  const { values } = parseArgs({ args, options: GIVEN });
  if (values.quick && values.write)
    throw new Error('--quick cannot be used with --write, because its figures mean nothing.');
  const defaults = values.quick ? QUICK : FULL;
  const names = CONTENDERS.map(({ name }) => name);
  const wanted = chosen('--only', values.only, names);
  return {
    ...defaults,
    contenders: CONTENDERS.filter(({ name }) => wanted.includes(name)),
    cases: chosen('--case', values.case, Object.keys(CASES)),
    seconds: positive('--seconds', values.seconds, defaults.seconds),
    rounds: Math.ceil(positive('--rounds', values.rounds, defaults.rounds)),
    write: values.write,
  };
}

function chosen(option, text, all) {
  if (text === undefined) return all;
  const names = text.split(',');
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new Error(`${option}: ${unknown} is not one of ${all.join(', ')}.`);
  return all.filter((name) => names.includes(name));
}

function positive(option, text, preset) {
  const number = text === undefined ? preset : Number(text);
  if (!(number > 0 && number < Infinity))
    throw new Error(`${option} must be a number greater than 0.`);
  return number;
}
