import type { ValueSchema } from '../openapi/value-schema.js';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isDate } from 'node:util/types';
import { momentIn } from './rfc3339.js';

/** What is wrong with a value. */
export interface Fault {
  /** What kind of wrong, for programs. */
  code: 'required' | 'invalid_type' | 'invalid_value';
  /** In words that follow the name of the field or parameter: `must be true or false.` */
  fault: string;
}

/**
 * What a value must be. Request bodies, calls to services and the OpenAPI document all use the same rule
 * (decision 12).
 */
export interface Rule {
  /** What the OpenAPI document says of the value. */
  schema: ValueSchema;
  /** The form of a value that is checked and kept; the value itself where the rule has none. */
  normalize?: (value: unknown) => unknown;
  /** What is wrong with a value in that form; undefined when nothing is. It is not asked for undefined, nor for a null that may be. */
  check: (value: unknown) => Fault | undefined;
  /** Whether the value may be left out. */
  isOptional?: true;
  /** Whether the value may be null. */
  isNullable?: true;
  /** The class whose rules an object, or each object of a list, is held to as well. */
  nested?: new () => object;
}

/** The same rule for a value that may be left out. */
export function optional(rule: Rule): Rule {
  return { ...rule, schema: { ...rule.schema, required: false }, isOptional: true };
}

/** The same rule for a value that may be null. */
export function nullable(rule: Rule): Rule {
  return { ...rule, schema: { ...rule.schema, nullable: true }, isNullable: true };
}

/** What is wrong with a value in the form that is kept; undefined when nothing is. */
export function faultIn(rule: Rule, value: unknown): Fault | undefined {
  if (value === undefined) {
    return rule.isOptional ? undefined : { code: 'required', fault: 'is required.' };
  }
  if (value === null && rule.isNullable) return undefined;
  const wrong = rule.check(value);
  if (wrong?.code !== 'invalid_type' || !rule.isNullable) return wrong;
  return { ...wrong, fault: wrong.fault.replace(/\.$/, ' or null.') };
}

/** A rule as class-validator takes it. */
export function FollowsRule(rule: Rule): PropertyDecorator {
  return ValidateBy({
    name: 'rule',
    validator: {
      validate: (value: unknown) => faultIn(rule, value) === undefined,
      defaultMessage: (args?: ValidationArguments) => faultIn(rule, args?.value)?.fault ?? '',
    },
  });
}

/** The latest moment that RFC 3339 can write: its year has four digits. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const wrongType = (fault: string): Fault => ({ code: 'invalid_type', fault });
const wrongValue = (fault: string): Fault => ({ code: 'invalid_value', fault });

/** `true` or `false`; nothing else is turned into one of them. */
export const boolean: Rule = {
  schema: { type: 'boolean' },
  check: (value) => (typeof value === 'boolean' ? undefined : wrongType('must be true or false.')),
};

/** One of `values`. */
export function oneOf(values: readonly string[]): Rule {
  const fault = `must be one of ${values.join(', ')}.`;
  const check: Rule['check'] = (value) => {
    if (typeof value !== 'string') return wrongType(fault);
    return values.includes(value) ? undefined : wrongValue(fault);
  };
  return { schema: { enum: [...values] }, check };
}

/** A list of some of `values`, each at most once. `what` is what one of them is called. */
export function listOf(values: readonly string[], what: string): Rule {
  const fault = `must be a list of ${values.join(', ')}.`;
  const known: readonly unknown[] = values;
  const check: Rule['check'] = (list) => {
    if (!Array.isArray(list)) return wrongType(fault);
    if (!list.every((value) => known.includes(value))) return wrongValue(fault);
    return new Set(list).size < list.length
      ? wrongValue(`must name each ${what} once.`)
      : undefined;
  };
  return { schema: { type: 'string', isArray: true, enum: [...values], uniqueItems: true }, check };
}

/** A string in which `faultOf` finds nothing wrong. */
export function string(
  schema: Rule['schema'],
  faultOf: (text: string) => string | undefined,
  normalize?: (text: string) => string,
): Rule {
  return {
    schema: { type: 'string', ...schema },
    normalize: normalize && ((value) => (typeof value === 'string' ? normalize(value) : value)),
    check: (value) => {
      if (typeof value !== 'string') return wrongType('must be a string.');
      const fault = faultOf(value);
      return fault === undefined ? undefined : wrongValue(fault);
    },
  };
}

/**
 * What is wrong with an opaque name, in words that follow its field's name; undefined when nothing is.
 * It must be 1 to `maxCodePoints` code points without control characters (general category Cc) or
 * lone surrogates, and not `.` or `..`, which URL parsers would fold away.
 */
export function nameFault(name: string, maxCodePoints: number): string | undefined {
  if (name === '') return 'must not be empty.';
  if (!name.isWellFormed()) return 'must not hold a lone surrogate.';
  if (/\p{Cc}/u.test(name)) return 'must not hold control characters.';
  if (name === '.' || name === '..') return 'must not be "." or "..".';
  // There are no more code points than code units, and those need no counting.
  return name.length > maxCodePoints && [...name].length > maxCodePoints
    ? `must be at most ${maxCodePoints} characters long.`
    : undefined;
}

/** An opaque name of 1 to `maxLength` code points; `nameFault` says what it must not hold. */
export function name(maxLength: number): Rule {
  return string({ minLength: 1, maxLength }, (text) => nameFault(text, maxLength));
}

/** A text for people of at most `maxLength` UTF-16 code units. PostgreSQL takes neither NUL nor a lone surrogate. */
export function text(maxLength: number): Rule {
  return string({ maxLength }, (value) => {
    if (!value.isWellFormed() || value.includes('\0'))
      return 'must not hold NUL or a lone surrogate.';
    return value.length > maxLength ? `must be at most ${maxLength} characters long.` : undefined;
  });
}

/** A whole number from `minimum` to `maximum`. */
export function wholeNumber(minimum: number, maximum: number): Rule {
  const fault = `must be a whole number from ${minimum} to ${maximum}.`;
  const check: Rule['check'] = (value) => {
    if (!Number.isInteger(value)) return wrongType(fault);
    const number = value as number;
    return number < minimum || number > maximum ? wrongValue(fault) : undefined;
  };
  return { schema: { type: 'integer', minimum, maximum }, check };
}

/** A moment in the future: an RFC 3339 date-time in JSON, a `Date` in a call. It is kept as a `Date`. */
export const futureMoment: Rule = {
  schema: { type: 'string', format: 'date-time', maxLength: 64 },
  normalize: (value) => (typeof value === 'string' ? (momentIn(value) ?? value) : value),
  check: (value) => {
    if (!isDate(value)) {
      return typeof value === 'string'
        ? wrongValue('must be an RFC 3339 date and time with an offset.')
        : wrongType('must be a string.');
    }
    const time = value.getTime();
    if (Number.isNaN(time)) return wrongValue('must be a valid date.');
    if (time > LAST_MOMENT) return wrongValue('must not be after the year 9999.');
    return time > Date.now() ? undefined : wrongValue('must be in the future.');
  },
};

/** An object that keeps to the rules of an input class. */
export function object(nested: new () => object): Rule {
  const check: Rule['check'] = (value) =>
    isContainer(value) && !Array.isArray(value) ? undefined : wrongType('must be an object.');
  return { schema: { type: nested }, check, nested };
}

/** A list of 1 to `maxItems` objects that keep to the rules of an input class. */
export function objects(nested: new () => object, maxItems: number): Rule {
  const check: Rule['check'] = (value) => {
    if (!Array.isArray(value)) return wrongType('must be a list.');
    const fits = value.length >= 1 && value.length <= maxItems;
    return fits ? undefined : wrongValue(`must hold 1 to ${maxItems} items.`);
  };
  return { schema: { type: [nested], minItems: 1, maxItems }, check, nested };
}

/** Whether a value holds other values: an object or a list. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isDate(value);
}
