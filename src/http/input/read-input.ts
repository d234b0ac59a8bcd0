import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { WrongValue } from '../problems/domain.error.js';
import { jsonName } from '../problems/json-names.js';
import { classRulesOf, fieldsOf, type InputField } from './field.decorator.js';
import type { Rule } from './rule.js';

type Values = Record<string, unknown>;
type Path = readonly (string | number)[];

/** By which names the fields of a value go: those of JSON, or those of properties. */
export type Names = 'json' | 'property';

/** Inputs that were read and found right. They are frozen, so they stay right. */
const right = new WeakSet<object>();

/** Whether `value` is an input of class `type` that was checked already. */
export function isChecked<T extends object>(
  type: new () => T,
  value: unknown,
): value is Readonly<T> {
  return value instanceof type && right.has(value);
}

/**
 * Makes an input of class `type` out of a value. No value is coerced, no unknown field is dropped.
 * `wrong` has an entry for every wrong value, its path in the names that the value uses; the input is for use only where there is none.
 */
export function readInput<T extends object>(
  type: new () => T,
  value: unknown,
  names: Names,
): { input: Readonly<T>; wrong: WrongValue[] } {
  const wrong: WrongValue[] = [];
  const input = new Reader(names, wrong).object(type, value, []);
  if (wrong.length === 0) right.add(input);
  return { input: input as Readonly<T>, wrong };
}

class Reader {
  constructor(
    private readonly names: Names,
    private readonly wrong: WrongValue[],
  ) {}

  object(type: new () => object, value: unknown, path: Path): object {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const what = this.names === 'json' ? 'a JSON object' : 'an object';
      this.wrong.push({ path, code: 'invalid_type', fault: `must be ${what}.` });
      return {};
    }
    const before = this.wrong.length;
    const fields = fieldsOf(type);
    const input = plainToInstance(type, this.flat(value as Values, fields), {
      excludeExtraneousValues: true,
    }) as Values;
    const faults = validateSync(input);
    for (const fault of faults) this.wrong.push(this.wrongField(fault, path));
    for (const field of fields) {
      const isRight = faults.every(({ property }) => property !== field.property);
      if (field.rule.nested && isRight)
        this.nest(field, field.rule.nested, input, value as Values, path);
    }
    this.refuseUnknown(value, fields, path);
    if (this.wrong.length === before) this.checkAsWhole(type, input, path);
    return Object.freeze(input);
  }

  private nest(
    field: InputField,
    type: new () => object,
    input: Values,
    value: Values,
    path: Path,
  ): void {
    const key = this.keyOf(field);
    const given = value[key];
    if (typeof given !== 'object' || given === null) return;
    input[field.property] = Array.isArray(given)
      ? Object.freeze(given.map((item: unknown, i) => this.object(type, item, [...path, key, i])))
      : this.object(type, given, [...path, key]);
  }

  /**
   * The known fields of a value, under their names in JSON and without what is nested in them: class-transformer
   * calls what it finds there, such as a `constructor`.
   */
  private flat(value: Values, fields: readonly InputField[]): object {
    const flat: Values = {};
    for (const field of fields) {
      const key = this.keyOf(field);
      if (Object.hasOwn(value, key)) flat[field.name] = shallow(value[key]);
    }
    return flat;
  }

  private wrongField({ property, value, contexts }: ValidationError, path: Path): WrongValue {
    const rule = contexts?.rule as Rule;
    const { code, fault } = rule.check(value) ?? { code: 'invalid_value', fault: 'is not valid.' };
    return { path: [...path, this.keyOf({ property, name: jsonName(property) })], code, fault };
  }

  private refuseUnknown(value: object, fields: readonly InputField[], path: Path): void {
    const known = new Set(fields.map((field) => this.keyOf(field)));
    for (const [key, given] of Object.entries(value)) {
      if (known.has(key) || given === undefined) continue;
      this.wrong.push({ path: [...path, key], code: 'unknown_field', fault: 'is not a field.' });
    }
  }

  private checkAsWhole(type: object, input: object, path: Path): void {
    for (const rule of classRulesOf(type)) {
      for (const found of rule(input)) {
        this.wrong.push({ ...found, path: [...path, ...this.inNames(found.path ?? [])] });
      }
    }
  }

  private inNames(path: Path): Path {
    if (this.names === 'property') return path;
    return path.map((step) => (typeof step === 'string' ? jsonName(step) : step));
  }

  private keyOf({ property, name }: Pick<InputField, 'property' | 'name'>): string {
    return this.names === 'json' ? name : property;
  }
}

/** A date is a value, not something nested. */
function shallow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (isNested(item) ? null : item));
  return isNested(value) ? {} : value;
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
