import { sentence, type WrongValue } from './domain.error.js';
import { pointerTo, ROOT } from './json-names.js';
import { type ProblemCode, PROBLEMS } from './problem-codes.js';

/** The response headers that a problem always has. */
const HEADERS: Partial<Record<ProblemCode, Record<string, string>>> = {
  unauthenticated: { 'WWW-Authenticate': 'Bearer' },
  unavailable: { 'Retry-After': '5' },
};

/** The limit on the size of `errors` in an answer, in bytes. */
const MAX_ERRORS_SIZE = 60 * 1024;

/** One wrong field of a request body, or one wrong parameter of the path or the query. */
export interface FieldError {
  /** The wrong field: a JSON Pointer in its URI fragment form (RFC 6901, section 6); `#` is the whole body. */
  pointer?: string;
  /** The wrong parameter of the path or the query. */
  parameter?: string;
  /** The kind of fault, such as `required`, `invalid_type`, `invalid_value` or `unknown_field`. */
  code: string;
  /** What to do about it, in one sentence. */
  detail: string;
}

interface ProblemExtras {
  /** Further members of the problem body. */
  members?: { errors?: FieldError[]; missing_permissions?: readonly string[] };
  /** Response headers that this problem calls for, such as `Allow`. */
  headers?: Record<string, string>;
}

/** Ends a request with a problem. `ProblemFilter` answers with its problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemCode,
    /** What was wrong and what to do, safe to show to the caller. */
    readonly detail: string = PROBLEMS[code].detail,
    private readonly extras: ProblemExtras = {},
  ) {
    super(detail);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get headers(): Record<string, string> {
    return { ...HEADERS[this.code], ...this.extras.headers };
  }

  /** The body of the answer (RFC 9457). `instance` is the request's path. */
  body(instance: string, requestId: string): object {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `urn:bellwether:problem:${this.code}`,
      title,
      status,
      detail: this.detail,
      instance,
      code: this.code,
      request_id: requestId,
      ...this.extras.members,
    };
  }
}

/** Converts wrong values to the entries of `errors`. The values already have the names that JSON uses. */
export function fieldErrors(wrong: readonly WrongValue[]): FieldError[] {
  return wrong.map((value) => {
    const { path, parameter, code } = value;
    const place = path ? { pointer: path.map(String).reduce(pointerTo, ROOT) } : { parameter };
    return { ...place, code, detail: sentence(value, 'The body') };
  });
}

/** Makes the problem for wrong fields or parameters. `errors` has at least one entry. */
export function validationFailed(errors: FieldError[]): ProblemError {
  const [first] = errors;
  const shown = firstOf(errors);
  const see = shown.length < errors.length ? `errors has the first ${shown.length}` : 'see errors';
  const detail =
    errors.length === 1 && first ? first.detail : `${errors.length} fields are wrong; ${see}.`;
  return new ProblemError('validation_failed', detail, { members: { errors: shown } });
}

/** The first errors that fit in an answer, at least one. */
function firstOf(errors: FieldError[]): FieldError[] {
  let size = 0;
  const end = errors.findIndex((error) => {
    size += Buffer.byteLength(JSON.stringify(error)) + 1;
    return size > MAX_ERRORS_SIZE;
  });
  return end < 0 ? errors : errors.slice(0, Math.max(end, 1));
}
