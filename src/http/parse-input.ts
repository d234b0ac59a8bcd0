import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { inputFields, jsonName } from './input-fields.js';
import { assertShallow } from './json.js';
import { type FieldError, ProblemError } from './problem.js';

/**
 * Makes an input of class `type` from a parsed JSON body. Its fields are those declared with
 * `InputField`; no value is coerced, no unknown field is dropped silently.
 * @throws ProblemError `malformed_request` when it is nested too deeply, `validation_failed` with every wrong field
 */
export function parseInput<T extends object>(type: new () => T, body: unknown): T {
  assertShallow(body);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid([
      { pointer: '#', code: 'invalid_type', detail: 'The body must be a JSON object.' },
    ]);
  }
  const known = inputFields(type);
  const input = plainToInstance(type, flat(body, known), { excludeExtraneousValues: true });
  const errors = [
    ...validateSync(input, { stopAtFirstError: true }).map(wrongField),
    ...unknownFields(body, known),
  ];
  if (errors.length > 0) throw invalid(errors);
  return input;
}

/**
 * The known fields of a body. class-transformer calls what it finds within nested values, such as a
 * `constructor`; no field takes a nested value, so an empty list stands in for each.
 */
function flat(body: object, known: ReadonlySet<string>): object {
  const fields = Object.entries(body as Record<string, unknown>).filter(([name]) =>
    known.has(name),
  );
  return Object.fromEntries(
    fields.map(([name, value]) => [name, typeof value === 'object' && value ? [] : value]),
  );
}

function wrongField({ property, value, constraints, contexts }: ValidationError): FieldError {
  const name = jsonName(property);
  const pointer = pointerTo(name);
  if (value === undefined) return { pointer, code: 'required', detail: `${name} is required.` };
  const [rule = '', fault = 'is not valid.'] = Object.entries(constraints ?? {})[0] ?? [];
  const context = contexts?.[rule] as { code: string } | undefined;
  return { pointer, code: context?.code ?? 'invalid_value', detail: `${name} ${fault}` };
}

function unknownFields(body: object, known: ReadonlySet<string>): FieldError[] {
  return Object.keys(body)
    .filter((name) => !known.has(name))
    .map((name) => ({
      pointer: pointerTo(name),
      code: 'unknown_field',
      detail: `${name.toWellFormed()} is not a field.`,
    }));
}

/** RFC 6901, sections 3 and 6. A lone surrogate has no URI encoding: it becomes U+FFFD. */
function pointerTo(name: string): string {
  const token = name.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
  return `#/${encodeURIComponent(token)}`;
}

function invalid(errors: FieldError[]): ProblemError {
  const [first] = errors;
  const detail =
    errors.length === 1 && first ? first.detail : `${errors.length} fields are wrong; see errors.`;
  return new ProblemError('validation_failed', detail, { members: { errors } });
}
