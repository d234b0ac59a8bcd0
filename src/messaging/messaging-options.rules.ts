import { checkedInput } from '../http/input/check-input.js';
import { InvalidInputError } from '../http/input/invalid-input.error.js';
import { DEFAULT_PATH } from './callers/messaging-controller.decorator.js';
import { DefaultPreferenceInput } from './categories/category.input.js';
import { type GivenValues, valuesIn } from './channels/preference-values.js';
import type { MessagingExtras, MessagingOptions } from './messaging.options.js';

const isFunction = (value: unknown) => typeof value === 'function';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isAbsentOr = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || check(value);

type Rule = [holds: (value: unknown) => boolean, what: string];

const OPTIONS: Record<keyof MessagingOptions, Rule> = {
  caller: [isFunction, 'a function that gives the Caller behind an ExecutionContext, or undefined'],
  systemDefault: [
    isAbsentOr(isPreference),
    'an object of inAppEnabled, emailEnabled, pushEnabled and digest, or left out',
  ],
  strictCategories: [isAbsentOr(isBoolean), 'true, false or left out'],
  batchStatements: [isAbsentOr(isBoolean), 'true, false or left out'],
  mayActFor: [isAbsentOr(isFunction), 'a function of (caller, ownerId), or left out'],
  erasureSecret: [
    isAbsentOr((secret) => typeof secret === 'string' && secret.length >= 32),
    'a text of at least 32 characters, or left out',
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
  const [misplaced] = Object.keys(checkedObject(options)).filter((name) => name in EXTRAS);
  if (misplaced)
    throw fault(`the option ${misplaced} stands beside useFactory, not in what it gives`);
  refuseUnknown(options as object);
  refuseWrong(options as object, OPTIONS);
  const { systemDefault, ...others } = options as MessagingOptions;
  return systemDefault ? { ...others, systemDefault: valuesIn(systemDefault) } : others;
}

/**
 * What `forRootAsync` was given.
 * @throws Error with one line that says what to pass
 */
export function checkedAsyncOptions<T>(options: T): T & object {
  const [misplaced] = Object.keys(checkedObject(options)).filter((name) => name in OPTIONS);
  if (misplaced)
    throw fault(`the option ${misplaced} is for useFactory to give, not to stand beside it`);
  return options as T & object;
}

/**
 * What shapes the module, out of everything that `forRoot` or `forRootAsync` was given.
 * @throws Error with one line that says what to pass
 */
export function checkedExtras(given: MessagingExtras) {
  refuseUnknown(given);
  const { dataSource, controllers = true, path = DEFAULT_PATH } = given;
  refuseWrong({ dataSource, controllers, path }, EXTRAS);
  return { dataSource, controllers, path: path.replaceAll(/^\/|\/$/g, '') };
}

/** @throws Error with one line that says what to pass */
export function checkedObject<T>(options: T): T & object {
  if (typeof options === 'object' && options !== null) return options;
  throw fault('pass an object with the option caller');
}

function refuseUnknown(given: object): void {
  const names = Object.keys({ ...OPTIONS, ...EXTRAS });
  const [unknown] = Object.keys(given).filter((name) => !names.includes(name));
  if (unknown) throw fault(`there is no option ${unknown}, only ${names.join(', ')}`);
}

function refuseWrong(given: object, rules: Record<string, Rule>): void {
  for (const [name, [holds, what]] of Object.entries(rules)) {
    const value = (given as Record<string, unknown>)[name];
    if (!holds(value)) throw fault(`the option ${name} must be ${what}`);
  }
}

function isPreference(value: unknown): value is GivenValues {
  try {
    checkedInput(DefaultPreferenceInput, value);
    return true;
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}

function fault(what: string): Error {
  return new Error(`MessagingModule: ${what}.`);
}
