import { InvalidInputError } from './invalid-input.error.js';
import { DEFAULT_PATH } from './messaging-controller.decorator.js';
import type { MessagingExtras, MessagingOptions } from './messaging.options.js';
import { checkedSettings } from './preferences/checked-preference.js';

const isFunction = (value: unknown) => typeof value === 'function';
const isAbsentOr = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || check(value);

type Rule = [holds: (value: unknown) => boolean, what: string];

const OPTIONS: Record<keyof MessagingOptions, Rule> = {
  caller: [isFunction, 'a function that gives the Caller behind an ExecutionContext, or undefined'],
  systemDefault: [
    isAbsentOr(isSettings),
    'an object of inAppEnabled, emailEnabled, pushEnabled and digest, or left out',
  ],
  manager: [
    isAbsentOr(isFunction),
    'a function that gives the EntityManager for an Owner, or left out',
  ],
  onChange: [isAbsentOr(isFunction), 'a function of (changes, manager), or left out'],
};

const EXTRAS: Record<keyof MessagingExtras, Rule> = {
  dataSource: [
    isAbsentOr((name) => typeof name === 'string' && name !== ''),
    'the name of a data source, or left out for the default one',
  ],
  controllers: [(mounted) => typeof mounted === 'boolean', 'true, false or left out'],
  path: [
    (path) => typeof path === 'string' && /^\/?[\w\-.~:]+(\/[\w\-.~:]+)*\/?$/.test(path),
    `a path such as ${DEFAULT_PATH}, or left out`,
  ],
};

/**
 * The options of a host, or of its factory.
 * @throws Error with one line that says what to pass
 */
export function checkedOptions(options: unknown): MessagingOptions {
  check(options, OPTIONS, EXTRAS);
  return options as MessagingOptions;
}

/**
 * What shapes the module, out of everything that `forRoot` or `forRootAsync` was given.
 * @throws Error with one line that says what to pass
 */
export function checkedExtras(
  given: object,
): Required<Omit<MessagingExtras, 'dataSource'>> & Pick<MessagingExtras, 'dataSource'> {
  const { dataSource, controllers = true, path = DEFAULT_PATH } = given as MessagingExtras;
  const extras = { dataSource, controllers, path };
  check(extras, EXTRAS, {});
  return { ...extras, path: path.replaceAll(/^\/|\/$/g, '') };
}

function check(given: unknown, rules: Record<string, Rule>, elsewhere: Record<string, Rule>): void {
  if (typeof given !== 'object' || given === null)
    throw fault('pass an object with the option caller');
  const values = given as Record<string, unknown>;
  for (const name of Object.keys(values)) {
    if (name in elsewhere)
      throw fault(`the option ${name} stands beside useFactory, not in what it gives`);
    if (!(name in rules)) {
      throw fault(
        `there is no option ${name}, only ${Object.keys({ ...rules, ...elsewhere }).join(', ')}`,
      );
    }
  }
  for (const [name, [holds, what]] of Object.entries(rules)) {
    if (!holds(values[name])) throw fault(`the option ${name} must be ${what}`);
  }
}

function isSettings(value: unknown): boolean {
  try {
    checkedSettings(value as never);
    return true;
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}

function fault(what: string): Error {
  return new Error(`MessagingModule: ${what}.`);
}
