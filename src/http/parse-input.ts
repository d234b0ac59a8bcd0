import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { keepsAllRules } from './declared-rules.js';
import { inputFields, jsonName, type NestedField, nestedFields } from './input-fields.js';
import { assertShallow } from './json.js';
import { pointerTo, ROOT } from './json-pointer.js';
import { type FieldError, validationFailed } from './problem.js';

type Input = Record<string, unknown>;

/**
 * Makes an input of class `type` from a parsed JSON body. Its fields are those declared with
 * `InputField` and its kin; no value is coerced, no unknown field is dropped silently.
 * @throws ProblemError `malformed_request` when it is nested too deeply, `validation_failed` with every wrong field
 */
export function parseInput<T extends object>(type: new () => T, body: unknown): T {
  assertShallow(body);
  const errors: FieldError[] = [];
  const input = parsed(type, body, ROOT, errors);
  if (errors.length > 0) throw validationFailed(errors);
  return input as T;
}

/** The object at `pointer` as an input of class `type`; what is wrong with it is added to `errors`. */
function parsed(
  type: new () => object,
  body: unknown,
  pointer: string,
  errors: FieldError[],
): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const what = pointer === ROOT ? 'The body' : pointer.split('/').at(-1);
    errors.push({ pointer, code: 'invalid_type', detail: `${what} must be a JSON object.` });
    return {};
  }
  const known = inputFields(type);
  const nested = nestedFields(type);
  const input = plainToInstance(type, flat(body, known), { excludeExtraneousValues: true });
  const faults = keepsAllRules(type, input) ? [] : validateSync(input, { stopAtFirstError: true });
  errors.push(...faults.map((fault) => wrongField(fault, pointer)));
  for (const field of nested) {
    if (faults.some(({ property }) => property === field.property)) continue;
    const value = (body as Input)[field.name];
    const at = pointerTo(pointer, field.name);
    (input as Input)[field.property] = parsedNested(field, value, at, errors);
  }
  errors.push(...unknownFields(body, known, pointer));
  return input;
}

function parsedNested(
  { type, list }: NestedField,
  value: unknown,
  pointer: string,
  errors: FieldError[],
): unknown {
  if (value === undefined || value === null) return value;
  if (!list) return parsed(type, value, pointer, errors);
  return (value as unknown[]).map((item, i) =>
    parsed(type, item, pointerTo(pointer, String(i)), errors),
  );
}

/**
 * The known fields of a body without what is nested in them: class-transformer calls what it finds there,
 * such as a `constructor`.
 */
function flat(body: object, known: ReadonlySet<string>): object {
  const fields: Input = {};
  for (const name of known) {
    if (Object.hasOwn(body, name)) fields[name] = shallow((body as Input)[name]);
  }
  return fields;
}

function shallow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (isNested(item) ? null : item));
  return isNested(value) ? {} : value;
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function wrongField(fault: ValidationError, parent: string): FieldError {
  const { property, constraints, contexts } = fault;
  const name = jsonName(property);
  const pointer = pointerTo(parent, name);
  if (fault.value === undefined)
    return { pointer, code: 'required', detail: `${name} is required.` };
  const [rule = '', message = 'is not valid.'] = Object.entries(constraints ?? {})[0] ?? [];
  const context = contexts?.[rule] as { code: string } | undefined;
  return { pointer, code: context?.code ?? 'invalid_value', detail: `${name} ${message}` };
}

function unknownFields(body: object, known: ReadonlySet<string>, parent: string): FieldError[] {
  return Object.keys(body)
    .filter((name) => !known.has(name))
    .map((name) => ({
      pointer: pointerTo(parent, name),
      code: 'unknown_field',
      detail: `${name.toWellFormed()} is not a field.`,
    }));
}
