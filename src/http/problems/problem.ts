import { sentence, type WrongValue } from './domain.error.js';
import { pointerTo, ROOT } from './json-names.js';

/**
 * Every problem of the API: its code, its HTTP status, its title (RFC 9457, section 3.1) and its default detail, which
 * the caller sees when there is nothing more specific to say.
 */
export const PROBLEMS = {
  malformed_request: {
    status: 400,
    title: 'Malformed request',
    detail: 'The request could not be read.',
  },
  validation_failed: {
    status: 400,
    title: 'Validation failed',
    detail: 'A field is wrong; see errors.',
  },
  unknown_category: {
    status: 400,
    title: 'Unknown category',
    detail: 'Only registered categories are accepted.',
  },
  unauthenticated: {
    status: 401,
    title: 'Unauthenticated',
    detail: 'Send a valid credential: Authorization: Bearer <token>.',
  },
  permission_denied: {
    status: 403,
    title: 'Permission denied',
    detail: 'The caller does not have the permission for this request.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    detail: 'Nothing exists at this path. Check the path.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This path does not support this method.',
  },
  request_timeout: {
    status: 408,
    title: 'Request timeout',
    detail: 'The request did not arrive in time.',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    detail: 'The request conflicts with the current state of the resource.',
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    detail: 'The preference was changed or deleted. Read it again before you retry.',
  },
  payload_too_large: {
    status: 413,
    title: 'Payload too large',
    detail: 'The body is too large.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send the body as Content-Type: application/json, in UTF-8, not compressed.',
  },
  rate_limited: {
    status: 429,
    title: 'Rate limited',
    detail: 'There were too many requests. Try again later.',
  },
  headers_too_large: {
    status: 431,
    title: 'Request header fields too large',
    detail: 'The request headers are larger than 16 KiB.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    detail: 'The server failed. Include the request id when you report this.',
  },
  unavailable: {
    status: 503,
    title: 'Service unavailable',
    detail: 'The service is unavailable now. Try again later.',
  },
} as const;

/** The code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;

/** The response headers that a problem always has. */
const HEADERS: Partial<Record<ProblemCode, Record<string, string>>> = {
  unauthenticated: { 'WWW-Authenticate': 'Bearer' },
  unavailable: { 'Retry-After': '5' },
};

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
  const detail =
    errors.length === 1 && first ? first.detail : `${errors.length} fields are wrong; see errors.`;
  return new ProblemError('validation_failed', detail, { members: { errors } });
}
