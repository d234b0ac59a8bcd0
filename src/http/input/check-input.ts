import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { isDate } from 'node:util/types';
import type { WrongValue } from '../problems/domain.error.js';
import { jsonName } from '../problems/json-names.js';
import { fieldErrors, validationFailed } from '../problems/problem.js';
import { classRulesOf, fieldsOf, type InputField } from './field.decorator.js';
import { InvalidInputError } from './invalid-input.error.js';
import { faultIn, isContainer, type Rule } from './rules.js';

const MAX_NAME = 100;

type Values = Record<string, unknown>;
type Path = readonly (string | number)[];

/** The state of one check. */
interface Reading {
  /** Which names the fields of the value have: `name` is the JSON name, `property` the name in TypeScript. */
  names: 'name' | 'property';
  /** The wrong values found so far. */
  wrong: WrongValue[];
}

/**
 * The class whose rules an input follows. The inputs and their lists are frozen, so they stay valid. An input with a
 * `Date` is not here, because a `Date` cannot be frozen.
 */
const checked = new WeakMap<object, new () => object>();

/**
 * Converts a parsed JSON body to a checked input of class `type`.
 * @throws ProblemError `validation_failed` with every wrong field, after `wrongParameters` of the same request
 */
export function inputFromJson<T extends object>(
  type: new () => T,
  body: unknown,
  wrongParameters: readonly WrongValue[] = [],
): Readonly<T> {
  const reading: Reading = { names: 'name', wrong: [...wrongParameters] };
  const input = readObject(type, body, [], reading);
  if (reading.wrong.length > 0) throw validationFailed(fieldErrors(reading.wrong));
  return input as T;
}

/**
 * Checks a service's argument against the rules of class `type` and returns it with normalised values. Returns a
 * checked input unchanged, such as one that came over HTTP.
 * @throws InvalidInputError with every wrong field
 */
export function checkedInput<T extends object>(type: new () => T, value: unknown): Readonly<T> {
  const reading: Reading = { names: 'property', wrong: [] };
  const input = readObject(type, value, [], reading);
  if (reading.wrong.length > 0) throw new InvalidInputError(reading.wrong);
  return input as T;
}

/**
 * Checks an argument of a call or a parameter of a request, and returns it in its normalised form.
 * @throws InvalidInputError
 */
export function checkedParameter<T>(parameter: string, rule: Rule, value: T): T {
  const wrong: WrongValue[] = [];
  const checkedValue = readValue({ parameter }, rule, value, wrong);
  if (wrong.length > 0) throw new InvalidInputError(wrong);
  return checkedValue as T;
}

/**
 * Checks an argument of a call that is an object: each member by its rule, and that there are no others. Returns a new
 * object with the members in their normalised form. `argument` is the name of the argument in error messages.
 * @throws InvalidInputError with every wrong member
 */
export function checkedMembers<T extends object>(
  argument: string,
  rules: Readonly<Record<keyof T, Rule>>,
  given: T,
): T {
  if (!isContainer(given) || Array.isArray(given)) {
    throw InvalidInputError.ofParameter(argument, 'must be an object.', 'invalid_type');
  }
  const wrong: WrongValue[] = [];
  const values = given as Values;
  const members: Values = {};
  for (const name of Object.keys(rules) as (keyof T & string)[]) {
    const value = readValue({ parameter: name }, rules[name], values[name], wrong);
    if (value !== undefined) members[name] = value;
  }
  for (const parameter of Object.keys(values)) {
    if (values[parameter] === undefined || Object.hasOwn(rules, parameter)) continue;
    wrong.push({ parameter, code: 'unknown_field', fault: `is not a member of ${argument}.` });
  }
  if (wrong.length > 0) throw new InvalidInputError(wrong);
  return members as T;
}

/**
 * Runs all checks of a call and returns their results.
 * @throws InvalidInputError with the wrong values of all of them
 */
export function allChecked<T extends readonly unknown[]>(
  ...checks: { [Position in keyof T]: () => T[Position] }
): T {
  let wrong: readonly WrongValue[] = [];
  const results = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      wrong = [...wrong, ...error.wrong];
      return undefined;
    }
  });
  if (wrong.length > 0) throw new InvalidInputError(wrong);
  return results as unknown as T;
}

/** The faults of one parameter of a request. */
export function faultsOf(parameter: string, rule: Rule, value: unknown): WrongValue[] {
  const wrong: WrongValue[] = [];
  readValue({ parameter }, rule, value, wrong);
  return wrong;
}

/** The place of a value: an argument or a parameter of a request, or a field of an input. */
type Place = Pick<WrongValue, 'parameter' | 'path'>;

/** The place of an item of a list: `categories[2]`. */
function itemAt({ parameter, path }: Place, position: number): Place {
  return path ? { path: [...path, position] } : { parameter: `${parameter}[${position}]` };
}

/** Normalises a value and adds its faults to `wrong`; those of a list name the position. */
function readValue(place: Place, rule: Rule, value: unknown, wrong: WrongValue[]): unknown {
  const normalised = rule.normalize ? rule.normalize(value) : value;
  const fault = faultIn(rule, normalised);
  if (fault) wrong.push({ ...place, ...fault });
  const { each } = rule;
  if (fault || !each) return normalised;
  return readItems(place, each, normalised, wrong);
}

/** Normalises the items of a list. Anything else stays as it is. */
function readItems(place: Place, each: Rule, list: unknown, wrong: WrongValue[]): unknown {
  if (!Array.isArray(list)) return list;
  return Array.from(list, (item, position) =>
    readValue(itemAt(place, position), each, item, wrong),
  );
}

/** Makes an instance of `type` from a value. It coerces no value and reports unknown fields. */
function readObject(type: new () => object, value: unknown, path: Path, reading: Reading): object {
  const { names, wrong } = reading;
  if (isContainer(value) && checked.get(value) === type) return value;
  if (!isContainer(value) || Array.isArray(value)) {
    const expected = names === 'name' ? 'a JSON object' : 'an object';
    wrong.push({ path, code: 'invalid_type', fault: `must be ${expected}.` });
    return {};
  }
  const wrongBefore = wrong.length;
  const fields = fieldsOf(type);
  const values = value as Values;
  const input = instanceOf(type, values, fields, names);
  const invalid = new Set(validateSync(input).map(({ property }) => property));
  for (const field of fields) {
    const { property, rule, [names]: key } = field;
    const fault = invalid.has(property) ? faultIn(rule, input[property]) : undefined;
    if (fault) wrong.push({ path: [...path, key], ...fault });
    else if (rule.each) {
      input[property] = Object.freeze(
        readItems({ path: [...path, key] }, rule.each, input[property], wrong),
      );
    } else if (rule.nested)
      input[property] = readNested(rule.nested, values[key], [...path, key], reading);
    else if (Array.isArray(input[property])) Object.freeze(input[property]);
  }
  refuseUnknown(values, fields, path, reading);
  if (wrong.length === wrongBefore) {
    for (const rule of classRulesOf(type)) {
      wrong.push(...rule(input).map((fault) => placedAt(path, fault, names)));
    }
  }
  if (wrong.length === wrongBefore && !Object.values(input).some(isDate)) checked.set(input, type);
  return Object.freeze(input);
}

/**
 * Makes an instance from the fields without their nested values, because class-transformer would call a nested
 * `constructor`.
 */
function instanceOf(
  type: new () => object,
  values: Values,
  fields: readonly InputField[],
  names: Reading['names'],
): Values {
  const flat: Values = {};
  for (const { name, [names]: key } of fields) {
    if (!Object.hasOwn(values, key)) continue;
    const value = values[key];
    if (Array.isArray(value))
      flat[name] = value.map((item) => (isContainer(item) ? null : item) as unknown);
    else flat[name] = isContainer(value) ? {} : value;
  }
  return plainToInstance(type, flat, { excludeExtraneousValues: true }) as Values;
}

function readNested(type: new () => object, value: unknown, path: Path, reading: Reading): unknown {
  if (!isContainer(value)) return value;
  if (!Array.isArray(value)) return readObject(type, value, path, reading);
  return Object.freeze(value.map((item, i) => readObject(type, item, [...path, i], reading)));
}

function refuseUnknown(
  values: Values,
  fields: readonly InputField[],
  path: Path,
  { names, wrong }: Reading,
): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || fields.some((field) => field[names] === key)) continue;
    // The client sent the name, and a long one would make the answer as long.
    const name = key.length > MAX_NAME ? `${key.slice(0, MAX_NAME)}…` : key;
    wrong.push({ path: [...path, name], code: 'unknown_field', fault: 'is not a field.' });
  }
}

/** Completes the path of a fault that a class rule found: it starts at the whole input. */
function placedAt(path: Path, fault: WrongValue, names: Reading['names']): WrongValue {
  const steps = (fault.path ?? []).map((step) =>
    typeof step === 'string' && names === 'name' ? jsonName(step) : step,
  );
  return { ...fault, path: [...path, ...steps] };
}
