import type { DataSource } from 'typeorm';
import { checkedInput } from '../http/input/check-input.js';
import { InvalidInputError } from '../http/input/invalid-input.error.js';
import { faultIn, wholeNumber } from '../http/input/rules.js';
import { isSchemaName, SCHEMA_NAME } from '../postgres/schema-name.js';
import { DEFAULT_PATH } from './callers/messaging-controller.decorator.js';
import { BEARER_SCHEME } from './callers/security-scheme.js';
import { DefaultPreferenceInput } from './categories/category.input.js';
import { type GivenValues, SYSTEM_DEFAULT, valuesIn } from './channels/preference-values.js';
import { MIN_SECRET_LENGTH } from './owners/owners.options.js';
import type { MessagingExtras, MessagingOptions } from './messaging.options.js';
import { MAX_LOCK_TIMEOUT_MS } from './storage/storage.options.js';

const lockTimeoutRule = wholeNumber(1, MAX_LOCK_TIMEOUT_MS);

const isFunction = (value: unknown) => typeof value === 'function';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isAbsentOr = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || check(value);

/** `isValid` checks an option. `expected` ends the sentence "the option … must be …". */
type OptionRule = [isValid: (value: unknown) => boolean, expected: string];

const OPTIONS: Record<keyof MessagingOptions, OptionRule> = {
  caller: [isFunction, 'a function that returns the Caller of an ExecutionContext, or undefined'],
  challenge: [
    isAbsentOr((value) => typeof value === 'string' && /^[!-~]+( [ -~]*[!-~])?$/.test(value)),
    'a challenge such as Bearer or Session realm="app", or left out',
  ],
  systemDefault: [
    isAbsentOr(isPreference),
    `an object with ${Object.keys(SYSTEM_DEFAULT).join(', ')}, or left out`,
  ],
  strictCategories: [isAbsentOr(isBoolean), 'true, false or left out'],
  batchStatements: [isAbsentOr(isBoolean), 'true, false or left out'],
  lockTimeoutMs: [
    isAbsentOr((time) => faultIn(lockTimeoutRule, time) === undefined),
    `a whole number of milliseconds, 1 to ${MAX_LOCK_TIMEOUT_MS}, or left out`,
  ],
  mayActFor: [isAbsentOr(isFunction), 'a function of (caller, ownerId), or left out'],
  erasureSecret: [
    isAbsentOr((secret) => typeof secret === 'string' && secret.length >= MIN_SECRET_LENGTH),
    `a text of at least ${MIN_SECRET_LENGTH} characters, or left out`,
  ],
  manager: [
    isAbsentOr(isFunction),
    'a function that returns the EntityManager for an Owner, or left out',
  ],
  onChange: [isAbsentOr(isFunction), 'a function of (changes, manager), or left out'],
};

const FACTORIES = ['useFactory', 'useClass', 'useExisting'];

const EXTRAS: Record<keyof MessagingExtras, OptionRule> = {
  dataSource: [
    isAbsentOr((name) => typeof name === 'string' && name !== ''),
    'the name of a data source, or left out for the default one',
  ],
  schema: [isAbsentOr(isSchemaName), `${SCHEMA_NAME}, or left out for that of the data source`],
  controllers: [isBoolean, 'true, false or left out'],
  path: [
    (path) => typeof path === 'string' && /^\/?[\w\-.~:]+(\/[\w\-.~:]+)*\/?$/.test(path),
    `a path such as ${DEFAULT_PATH}, or left out`,
  ],
  decorators: [
    (decorators) => Array.isArray(decorators) && decorators.every(isFunction),
    'a list of class decorators, or left out',
  ],
  securityScheme: [
    (name) => typeof name === 'string' && /^[\w.-]+$/.test(name),
    'the name of a security scheme, of letters, digits, dots, hyphens and underscores, or left out',
  ],
};

/** The option that only endpoints need. */
const { caller: _, ...OTHERS } = OPTIONS;

/**
 * Checks the options of a host, or of its factory.
 * @throws Error with one line that says what to pass
 */
export function checkedOptions(options: unknown, controllers = true): MessagingOptions {
  const [misplaced] = Object.keys(checkedObject(options)).filter((name) => name in EXTRAS);
  if (misplaced) throw fault(`put the option ${misplaced} beside useFactory, not in its result`);
  refuseUnknown(options as object);
  const needsCaller = controllers || 'caller' in (options as object);
  refuseWrong(options as object, needsCaller ? OPTIONS : OTHERS);
  const { systemDefault, ...others } = options as MessagingOptions;
  return systemDefault ? { ...others, systemDefault: valuesIn(systemDefault) } : others;
}

/**
 * Checks the argument of `forRootAsync`.
 * @throws Error with one line that says what to pass
 */
export function checkedAsyncOptions<T>(options: T): T & object {
  const names = Object.keys(checkedObject(options));
  if (!FACTORIES.some((name) => (options as Record<string, unknown>)[name])) {
    throw fault(`pass one of ${FACTORIES.join(', ')} to forRootAsync, which returns the options`);
  }
  const [misplaced] = names.filter((name) => name in OPTIONS);
  if (misplaced)
    throw fault(`return the option ${misplaced} from useFactory; do not put it beside useFactory`);
  return options as T & object;
}

/**
 * Returns the options that the instance of `useClass` or `useExisting` creates.
 * @throws Error with one line when it has no method `create`
 */
export function createdOptions<T>(factory: { create?: () => T } | null | undefined): T {
  if (isFunction(factory?.create)) return factory.create();
  throw fault(
    'the class in useClass or useExisting needs a method create, which returns the options',
  );
}

/**
 * Checks the extras in the argument of `forRoot` or `forRootAsync`, and fills in the defaults.
 * @throws Error with one line that says what to pass
 */
export function checkedExtras(options: MessagingExtras) {
  refuseUnknown(options);
  const extras = {
    dataSource: options.dataSource,
    schema: options.schema,
    controllers: options.controllers ?? true,
    path: options.path ?? DEFAULT_PATH,
    decorators: options.decorators ?? [],
    securityScheme: options.securityScheme ?? BEARER_SCHEME,
  };
  refuseWrong(extras, EXTRAS);
  return { ...extras, path: extras.path.replaceAll(/^\/|\/$/g, '') };
}

/**
 * Checks the data source that was found with the option `dataSource`.
 * @throws Error with one line that says what to change
 */
export function checkedDataSource(found: DataSource | undefined, name = 'default'): DataSource {
  if (!found) {
    const given = name === 'default' ? '' : `name: '${name}', `;
    throw fault(
      `there is no data source "${name}"; import TypeOrmModule.forRoot({ ${given}type: 'postgres', … }), ` +
        'or name another data source with the option dataSource',
    );
  }
  const { type } = found.options;
  if (type !== 'postgres') {
    throw fault(`the data source "${name}" has the type ${type}; it must have the type postgres`);
  }
  return found;
}

/** @throws Error with one line that says what to pass */
export function checkedObject<T>(options: T): T & object {
  if (typeof options === 'object' && options !== null) return options;
  throw fault('pass an object with the option caller');
}

function refuseUnknown(options: object): void {
  const names = Object.keys({ ...OPTIONS, ...EXTRAS });
  const [unknown] = Object.keys(options).filter((name) => !names.includes(name));
  if (unknown) throw fault(`there is no option ${unknown}, only ${names.join(', ')}`);
}

function refuseWrong(options: object, rules: Record<string, OptionRule>): void {
  for (const [name, [isValid, expected]] of Object.entries(rules)) {
    const value = (options as Record<string, unknown>)[name];
    if (!isValid(value)) throw fault(`the option ${name} must be ${expected}`);
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

function fault(message: string): Error {
  return new Error(`MessagingModule: ${message}.`);
}
