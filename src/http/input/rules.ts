import type { ValueSchema } from '../openapi/value-schema.js';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isDate } from 'node:util/types';
import { END_OF_TIME } from '../../postgres/times.js';
import { momentIn } from './rfc3339.js';

/** A fault of a value. */
export interface Fault {
  /** The kind of fault, for programs. */
  code: 'required' | 'invalid_type' | 'invalid_value';
  /** Continues a sentence after the name of the field or parameter: `must be true or false.` */
  fault: string;
}

/**
 * The rule that a value must follow. Request bodies, calls to services and the OpenAPI document use the same rule
 * (decision 12).
 */
export interface Rule {
  /** The schema of the value in the OpenAPI document. */
  schema: ValueSchema;
  /** Converts a value to the form that is checked and stored. Without it, the value stays as it is. */
  normalize?: (value: unknown) => unknown;
  /** Checks a normalised value. It is not called for undefined, nor for null where the rule allows null. */
  check: (value: unknown) => Fault | undefined;
  /** Whether the value may be left out. */
  isOptional?: true;
  /** Whether the value may be null. */
  isNullable?: true;
  /** The input class whose rules the object, or each object of the list, must follow too. */
  nested?: new () => object;
  /** The rule of each item of a list of values. */
  each?: Rule;
}

/** Makes a rule for a value that may be left out. */
export function optional(rule: Rule): Rule {
  return { ...rule, schema: { ...rule.schema, required: false }, isOptional: true };
}

/** Makes a rule for a value that may be null. */
export function nullable(rule: Rule): Rule {
  return { ...rule, schema: { ...rule.schema, nullable: true }, isNullable: true };
}

/** Checks a normalised value. Returns undefined when it follows the rule. */
export function faultIn(rule: Rule, value: unknown): Fault | undefined {
  if (value === undefined) {
    return rule.isOptional ? undefined : { code: 'required', fault: 'is required.' };
  }
  if (value === null && rule.isNullable) return undefined;
  const wrong = rule.check(value);
  if (wrong?.code !== 'invalid_type' || !rule.isNullable) return wrong;
  return { ...wrong, fault: wrong.fault.replace(/\.$/, ' or null.') };
}

/** Converts a rule to a decorator of class-validator. */
export function FollowsRule(rule: Rule): PropertyDecorator {
  return ValidateBy({
    name: 'rule',
    validator: {
      validate: (value: unknown) => faultIn(rule, value) === undefined,
      defaultMessage: (args?: ValidationArguments) => faultIn(rule, args?.value)?.fault ?? '',
    },
  });
}

const wrongType = (fault: string): Fault => ({ code: 'invalid_type', fault });
const wrongValue = (fault: string): Fault => ({ code: 'invalid_value', fault });

/** `true` or `false`. Other values are not coerced. */
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

/** A list of at least `minItems` of `values`, each at most once. `noun` names one of them in error messages. */
export function someOf(values: readonly string[], noun: string, minItems = 0): Rule {
  const fault = `must be a list of ${values.join(', ')}.`;
  const known: readonly unknown[] = values;
  const check: Rule['check'] = (list) => {
    if (!Array.isArray(list)) return wrongType(fault);
    if (!list.every((value) => known.includes(value))) return wrongValue(fault);
    if (list.length < minItems) return wrongValue(`must name at least ${minItems} ${noun}.`);
    return new Set(list).size < list.length
      ? wrongValue(`must name each ${noun} only once.`)
      : undefined;
  };
  const size = minItems > 0 ? { minItems } : {};
  const schema = { type: 'string', isArray: true, enum: [...values], uniqueItems: true, ...size };
  return { schema, check };
}

/** A string that `faultOf` accepts. `faultOf` returns undefined, or words that follow the name of the field. */
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
 * Checks an opaque name: 1 to `maxCodePoints` code points, no control characters (general category Cc), no lone
 * surrogates, and not `.` or `..`, because URL parsers remove those from a path. Returns undefined, or words that
 * follow the name of the field.
 */
export function nameFault(name: string, maxCodePoints: number): string | undefined {
  if (name === '') return 'must not be empty.';
  if (!name.isWellFormed()) return 'must not contain a lone surrogate.';
  if (/\p{Cc}/u.test(name)) return 'must not contain control characters.';
  if (name === '.' || name === '..') return 'must not be "." or "..".';
  // A string never has more code points than code units, and `length` is the number of code units.
  return name.length > maxCodePoints && [...name].length > maxCodePoints
    ? `must be at most ${maxCodePoints} characters long.`
    : undefined;
}

/** An opaque name of 1 to `maxLength` code points, with the rules of `nameFault`. */
export function name(maxLength: number): Rule {
  return string({ minLength: 1, maxLength }, (text) => nameFault(text, maxLength));
}

/** A text for people of at most `maxLength` UTF-16 code units. PostgreSQL accepts neither NUL nor a lone surrogate. */
export function text(maxLength: number): Rule {
  return string({ maxLength }, (value) => {
    if (!value.isWellFormed() || value.includes('\0'))
      return 'must not contain NUL or a lone surrogate.';
    return value.length > maxLength ? `must be at most ${maxLength} characters long.` : undefined;
  });
}

/** A list in a call, at most `maxDifferent` different values that each follow a rule. */
export function list(each: Rule, maxDifferent = Infinity): Rule {
  const check: Rule['check'] = (value) => {
    if (!Array.isArray(value)) return wrongType('must be a list.');
    return new Set(value).size > maxDifferent
      ? wrongValue(`must have at most ${maxDifferent} different values.`)
      : undefined;
  };
  return { schema: {}, check, each };
}

/** A value that only a call can have, such as a `Date`. `expected` continues the words "must be". */
export function argument(isValid: (value: unknown) => boolean, expected: string): Rule {
  const check: Rule['check'] = (given) =>
    isValid(given) ? undefined : wrongType(`must be ${expected}.`);
  return { schema: {}, check };
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

/**
 * A time from 1970 to the year 9999: an RFC 3339 date-time in JSON, a `Date` in a call. It is normalised to a `Date`.
 */
export const moment: Rule = {
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
    if (time < 0) return wrongValue('must not be before 1970.');
    return time < END_OF_TIME ? undefined : wrongValue('must not be after the year 9999.');
  },
};

/** A `moment` in the future. */
export const futureMoment: Rule = {
  ...moment,
  check: (value) =>
    moment.check(value) ??
    ((value as Date).getTime() > Date.now() ? undefined : wrongValue('must be in the future.')),
};

/** An object that follows the rules of an input class. */
export function object(nested: new () => object): Rule {
  const check: Rule['check'] = (value) =>
    isContainer(value) && !Array.isArray(value) ? undefined : wrongType('must be an object.');
  return { schema: { type: nested }, check, nested };
}

/** A list of 1 to `maxItems` objects that follow the rules of an input class. */
export function objects(nested: new () => object, maxItems: number): Rule {
  const { check, schema } = sized(maxItems);
  return { schema: { type: [nested], ...schema }, check, nested };
}

/** A list of at most `maxItems` objects that follow the rules of an input class. */
export function objectsUpTo(nested: new () => object, maxItems: number): Rule {
  const { check, schema } = sized(maxItems, 0);
  return { schema: { type: [nested], ...schema }, check, nested };
}

/** A list of `minItems` to `maxItems` items of any kind. */
function sized(maxItems: number, minItems = 1): Rule {
  const check: Rule['check'] = (value) => {
    if (!Array.isArray(value)) return wrongType('must be a list.');
    const fits = value.length >= minItems && value.length <= maxItems;
    return fits ? undefined : wrongValue(`must have ${minItems} to ${maxItems} items.`);
  };
  return { schema: { ...(minItems > 0 && { minItems }), maxItems }, check };
}

/** A list of 1 to `maxItems` values that each follow a rule. */
export function items(each: Rule, maxItems: number): Rule {
  const { check, schema } = sized(maxItems);
  return { schema: { ...each.schema, isArray: true, ...schema }, check, each };
}

/** Whether a value is an object or a list. A `Date` is neither. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isDate(value);
}
