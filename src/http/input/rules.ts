import { isDate } from 'node:util/types';
import { momentIn } from './rfc3339.js';
import { type Fault, type Rule, rule } from './rule.js';
import { nameFault } from './text.js';

/** The latest moment that RFC 3339 can write: its year has four digits. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const wrongType = (fault: string): Fault => ({ code: 'invalid_type', fault });
const wrongValue = (fault: string): Fault => ({ code: 'invalid_value', fault });

/** `true` or `false`; nothing else is turned into one of them. */
export const boolean: Rule = rule({ type: 'boolean' }, (value) =>
  typeof value === 'boolean' ? undefined : wrongType('must be true or false.'),
);

/** One of `values`. */
export function oneOf(values: readonly string[]): Rule {
  const fault = `must be one of ${values.join(', ')}.`;
  return rule({ enum: [...values] }, (value) => {
    if (typeof value !== 'string') return wrongType(fault);
    return values.includes(value) ? undefined : wrongValue(fault);
  });
}

/** A list of some of `values`, each at most once. `what` is what one of them is called. */
export function listOf(values: readonly string[], what: string): Rule {
  const fault = `must be a list of ${values.join(', ')}.`;
  const known: readonly unknown[] = values;
  return rule({ type: 'string', isArray: true, enum: [...values], uniqueItems: true }, (list) => {
    if (!Array.isArray(list)) return wrongType(fault);
    if (!list.every((value) => known.includes(value))) return wrongValue(fault);
    return new Set(list).size < list.length
      ? wrongValue(`must name each ${what} once.`)
      : undefined;
  });
}

/** A string in which `faultOf` finds nothing wrong. */
export function string(
  schema: Rule['schema'],
  faultOf: (text: string) => string | undefined,
  normalize?: (text: string) => string,
): Rule {
  return rule(
    { type: 'string', ...schema } as Rule['schema'],
    (value) => {
      if (typeof value !== 'string') return wrongType('must be a string.');
      const fault = faultOf(value);
      return fault === undefined ? undefined : wrongValue(fault);
    },
    normalize && {
      normalize: (value) => (typeof value === 'string' ? normalize(value) : value),
    },
  );
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
  return rule({ type: 'integer', minimum, maximum }, (value) => {
    if (!Number.isInteger(value)) return wrongType(fault);
    return (value as number) < minimum || (value as number) > maximum
      ? wrongValue(fault)
      : undefined;
  });
}

/** A moment in the future: an RFC 3339 date-time in JSON, a `Date` in a call. It is kept as a `Date`. */
export const futureMoment: Rule = rule(
  { type: 'string', format: 'date-time', maxLength: 64 },
  (value) => {
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
  { normalize: (value) => (typeof value === 'string' ? (momentIn(value) ?? value) : value) },
);

/** An object that keeps to the rules of an input class. */
export function object(nested: new () => object): Rule {
  return rule(
    { type: nested },
    (value) => {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isObject ? undefined : wrongType('must be an object.');
    },
    { nested },
  );
}

/** A list of 1 to `maxItems` objects that keep to the rules of an input class. */
export function objects(nested: new () => object, maxItems: number): Rule {
  return rule(
    { type: [nested], minItems: 1, maxItems },
    (value) => {
      if (!Array.isArray(value)) return wrongType('must be a list.');
      const fits = value.length >= 1 && value.length <= maxItems;
      return fits ? undefined : wrongValue(`must hold 1 to ${maxItems} items.`);
    },
    { nested },
  );
}
