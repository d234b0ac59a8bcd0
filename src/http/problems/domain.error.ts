import type { ProblemCode } from './problem-codes.js';

/** A wrong value in a call or a request. */
export interface WrongValue {
  /** The path from the input to the wrong field: names of properties and positions in lists. */
  path?: readonly (string | number)[] | undefined;
  /** The wrong argument or request parameter, when the value is not a field of an input. */
  parameter?: string | undefined;
  /** The name of the request parameter, where it is not the JSON name of `parameter`. */
  requestParameter?: string;
  /** The kind of fault, such as `required`, `invalid_type`, `invalid_value` or `unknown_field`. */
  code: string;
  /** The fault in words that continue a sentence after the value's name. */
  fault: string;
}

/** A wrong value as the caller of a service sees it. */
export interface InputError {
  /** The field of the input, as in `preferences[3].digest`; `''` is the input itself. */
  field?: string;
  /** The argument, as in `limit`, when the value is not a field of an input. */
  parameter?: string | undefined;
  /** The kind of fault, such as `required`, `invalid_type`, `invalid_value` or `unknown_field`. */
  code: string;
  /** What is wrong, in one sentence. */
  detail: string;
}

/** The base class of the errors that services throw deliberately. `code` is the problem code of the HTTP answer. */
export abstract class DomainError extends Error {
  abstract readonly code: ProblemCode;
  /** The permissions that the caller lacks, if that is the reason. */
  readonly missingPermissions?: readonly string[];

  constructor(
    message: string,
    /** The values that caused the error. It is empty when the error has another reason. */
    readonly wrong: readonly WrongValue[] = [],
  ) {
    super(message);
  }

  /** The values that caused the error, with the names that services use. */
  get errors(): InputError[] {
    return this.wrong.map((value) => ({
      ...placeOf(value),
      code: value.code,
      detail: sentence(value),
    }));
  }
}

/** Writes a fault as a sentence that begins with the name of the value. `root` is the name of the whole input. */
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

/** The last property name of the path and the list positions that follow it. */
function nameAt(path: readonly (string | number)[], root: string): string {
  const last = path.findLastIndex((step) => typeof step === 'string');
  return last < 0 ? root : fieldAt(path.slice(last)).toWellFormed();
}
