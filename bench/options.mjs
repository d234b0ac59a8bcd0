import { parseArgs } from 'node:util';
import { CONTENDERS } from './contenders.mjs';
import { CASES } from './workload.mjs';

export const USAGE = `Usage: npm run bench [-- OPTIONS]
  --only NAMES    of ${CONTENDERS.map(({ name }) => name).join(', ')}; with commas
  --case NAMES    of ${Object.keys(CASES).join(', ')}; with commas
  --seconds N     how long each measurement takes (3)
  --rounds N      how often each is repeated; the median counts (5)
  --quick         one short round each, to see that everything works; its figures mean nothing
  --write         put tables and chart into docs/`;

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
 * What the command line asks for.
 * @param {string[]} args
 * @throws {Error} that tells the user what is wrong
 */
export function readOptions(args) {
  const { values } = parseArgs({ args, options: GIVEN });
  if (values.quick && values.write) throw new Error('--quick measures nothing worth writing.');
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
  if (unknown !== undefined) throw new Error(`${option}: ${unknown} is none of ${all.join(', ')}.`);
  return all.filter((name) => names.includes(name));
}

function positive(option, text, preset) {
  const number = text === undefined ? preset : Number(text);
  if (!(number > 0 && number < Infinity)) throw new Error(`${option} takes a number above 0.`);
  return number;
}
