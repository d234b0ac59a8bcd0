import { sentence, type WrongValue } from './domain.error.js';
import { pointerTo, ROOT } from './json-names.js';

/**
 * Every problem this API answers with: its code, its HTTP status, its title (RFC 9457, section 3.1) and
 * what it tells the caller where nothing more particular is known.
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
    detail: 'Only registered categories are taken here.',
  },
  unauthenticated: {
    status: 401,
    title: 'Unauthenticated',
    detail: 'Send a valid credential: Authorization: Bearer <token>.',
  },
  permission_denied: {
    status: 403,
    title: 'Permission denied',
    detail: 'The caller may not do this.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing here. Check the path.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This path does not take this method.',
  },
  request_timeout: {
    status: 408,
    title: 'Request timeout',
    detail: 'The request did not arrive in time.',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    detail: 'The state of things forbids this.',
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    detail: 'The preference has changed since, or is gone. Read it again and decide anew.',
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
    detail: 'Something went wrong on our side. Quote the request id.',
  },
  unavailable: {
    status: 503,
    title: 'Service unavailable',
    detail: 'The service cannot answer now. Try again shortly.',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** Response headers that come with a problem whoever reports it. */
const HEADERS: Partial<Record<ProblemCode, Record<string, string>>> = {
  unauthenticated: { 'WWW-Authenticate': 'Bearer' },
  unavailable: { 'Retry-After': '5' },
};

/** One wrong field of a request body, or one wrong parameter of its address. */
export interface FieldError {
  /** Which field: a JSON Pointer in its URI fragment form (RFC 6901, section 6); `#` is the whole body. */
  pointer?: string;
  /** Which parameter of the path or the query. */
  parameter?: string;
  /** What kind of wrong, such as `required`, `invalid_type`, `invalid_value` or `unknown_field`. */
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

/** Thrown where a request cannot be served; `ProblemFilter` answers with its problem details. */
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

  /** The body of the answer (RFC 9457). */
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

/** Wrong values as an answer names them; their names are those of the request. */
export function fieldErrors(wrong: readonly WrongValue[]): FieldError[] {
  return wrong.map((value) => {
    const { path, parameter, code } = value;
    const place = path ? { pointer: path.map(String).reduce(pointerTo, ROOT) } : { parameter };
    return { ...place, code, detail: sentence(value, 'The body') };
  });
}

/** What answers a request with wrong fields or parameters; there is at least one. */
export function validationFailed(errors: FieldError[]): ProblemError {
  const [first] = errors;
  const detail =
    errors.length === 1 && first ? first.detail : `${errors.length} fields are wrong; see errors.`;
  return new ProblemError('validation_failed', detail, { members: { errors } });
}
