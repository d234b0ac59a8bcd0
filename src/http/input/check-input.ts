import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { WrongValue } from '../problems/domain.error.js';
import { jsonName } from '../problems/json-names.js';
import { fieldErrors, validationFailed } from '../problems/problem.js';
import { classRulesOf, fieldsOf, type InputField } from './field.decorator.js';
import { InvalidInputError } from './invalid-input.error.js';
import { faultIn, type Rule } from './rules.js';
import { isContainer } from './rules.js';

type Values = Record<string, unknown>;
type Path = readonly (string | number)[];

/** By which names the fields of a value go, `name` being that of JSON, and what was found wrong so far. */
interface Reading {
  names: 'name' | 'property';
  wrong: WrongValue[];
}

/** Inputs that were checked and found right. They are frozen, so they stay right. */
const checked = new WeakSet<object>();

/**
 * The input of class `type` in a parsed JSON body.
 * @throws ProblemError `validation_failed` with every wrong field
 */
export function inputFromJson<T extends object>(type: new () => T, body: unknown): Readonly<T> {
  const reading: Reading = { names: 'name', wrong: [] };
  const input = readObject(type, body, [], reading);
  if (reading.wrong.length > 0) throw validationFailed(fieldErrors(reading.wrong));
  checked.add(input);
  return input as T;
}

/**
 * The input of class `type` that a service was given, with its values in the form in which they are kept. One that
 * came over HTTP was checked already and is returned as it is.
 * @throws InvalidInputError with every wrong field
 */
export function checkedInput<T extends object>(type: new () => T, value: unknown): Readonly<T> {
  if (value instanceof type && checked.has(value)) return value;
  const reading: Reading = { names: 'property', wrong: [] };
  const input = readObject(type, value, [], reading);
  if (reading.wrong.length > 0) throw new InvalidInputError(reading.wrong);
  return input as T;
}

/**
 * An argument of a call, or a parameter of a request, in the form in which it is kept.
 * @throws InvalidInputError
 */
export function checkedParameter<T>(parameter: string, rule: Rule, value: T): T {
  const kept = rule.normalize ? rule.normalize(value) : value;
  const wrong = faultIn(rule, kept);
  if (wrong) throw new InvalidInputError([{ parameter, ...wrong }]);
  return kept as T;
}

/** An instance of `type` out of a value. No value is coerced; unknown fields are wrong. */
function readObject(type: new () => object, value: unknown, path: Path, reading: Reading): object {
  const { names, wrong } = reading;
  if (!isContainer(value) || Array.isArray(value)) {
    const what = names === 'name' ? 'a JSON object' : 'an object';
    wrong.push({ path, code: 'invalid_type', fault: `must be ${what}.` });
    return {};
  }
  const before = wrong.length;
  const fields = fieldsOf(type);
  const given = value as Values;
  const input = instanceOf(type, given, fields, names);
  const broken = new Set(validateSync(input).map(({ property }) => property));
  for (const field of fields) {
    const { property, rule, [names]: key } = field;
    const fault = broken.has(property) ? faultIn(rule, input[property]) : undefined;
    if (fault) wrong.push({ path: [...path, key], ...fault });
    else if (rule.nested)
      input[property] = readNested(rule.nested, given[key], [...path, key], reading);
  }
  refuseUnknown(given, fields, path, reading);
  if (wrong.length === before) {
    for (const rule of classRulesOf(type)) {
      wrong.push(...rule(input).map((fault) => placedAt(path, fault, names)));
    }
  }
  return Object.freeze(input);
}

/** The fields by themselves: class-transformer would call what is nested in them, such as a `constructor`. */
function instanceOf(
  type: new () => object,
  given: Values,
  fields: readonly InputField[],
  names: Reading['names'],
): Values {
  const flat: Values = {};
  for (const { name, [names]: key } of fields) {
    if (!Object.hasOwn(given, key)) continue;
    const value = given[key];
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
  given: Values,
  fields: readonly InputField[],
  path: Path,
  { names, wrong }: Reading,
): void {
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || fields.some((field) => field[names] === key)) continue;
    wrong.push({ path: [...path, key], code: 'unknown_field', fault: 'is not a field.' });
  }
}

/** A fault that a class rule found, with the way to it from the whole input down. */
function placedAt(path: Path, fault: WrongValue, names: Reading['names']): WrongValue {
  const steps = (fault.path ?? []).map((step) =>
    typeof step === 'string' && names === 'name' ? jsonName(step) : step,
  );
  return { ...fault, path: [...path, ...steps] };
}
