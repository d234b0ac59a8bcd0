import type { ProblemCode } from './problem.js';

/** A wrong value among those that a call or a request was given. */
export interface WrongValue {
  /** The way from the input down to a field: names of properties and positions in lists. */
  path?: readonly (string | number)[] | undefined;
  /** The argument, or parameter of a request, that is wrong, where the value is no field of an input. */
  parameter?: string | undefined;
  /** What kind of wrong, such as `required`, `invalid_type`, `invalid_value` or `unknown_field`. */
  code: string;
  /** What is wrong, in words that follow the value's name. */
  fault: string;
}

/** A wrong value as it is told to whoever called a service. */
export interface InputError {
  /** The field of the input, as in `preferences[3].digest`; `''` is the input itself. */
  field?: string;
  /** The argument, where the value is no field of an input, as in `limit`. */
  parameter?: string | undefined;
  code: string;
  /** What is wrong, in one sentence. */
  detail: string;
}

/** What services throw on purpose. It carries the code of the problem that answers it over HTTP. */
export abstract class DomainError extends Error {
  abstract readonly code: ProblemCode;
  /** The permissions that the caller lacks, where that is the reason. */
  readonly missingPermissions?: readonly string[];

  constructor(
    message: string,
    /** The values that are the reason; none where the reason is something else. */
    readonly wrong: readonly WrongValue[] = [],
  ) {
    super(message);
  }

  /** The values that are the reason, for whoever called the service. */
  get errors(): InputError[] {
    return this.wrong.map((value) => ({
      ...placeOf(value),
      code: value.code,
      detail: sentence(value),
    }));
  }
}

/** What is wrong with a value, as a sentence that begins with its name; `root` names the input itself. */
export function sentence({ path, parameter, fault }: WrongValue, root = 'input'): string {
  return `${parameter ?? nameAt(path ?? [], root)} ${fault}`;
}

function placeOf({ path, parameter }: WrongValue): Pick<InputError, 'field' | 'parameter'> {
  return path === undefined ? { parameter } : { field: fieldAt(path) };
}

function fieldAt(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (field, step) =>
      typeof step === 'number' ? `${field}[${step}]` : field === '' ? step : `${field}.${step}`,
    '',
  );
}

/** The last name on the way, with the positions behind it. */
function nameAt(path: readonly (string | number)[], root: string): string {
  const last = path.findLastIndex((step) => typeof step === 'string');
  return last < 0 ? root : fieldAt(path.slice(last)).toWellFormed();
}
