/** Every problem this API answers with: its code, its HTTP status and its title (RFC 9457, section 3.1). */
export const PROBLEMS = {
  malformed_request: { status: 400, title: 'Malformed request' },
  validation_failed: { status: 400, title: 'Validation failed' },
  unauthenticated: { status: 401, title: 'Unauthenticated' },
  permission_denied: { status: 403, title: 'Permission denied' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  request_timeout: { status: 408, title: 'Request timeout' },
  payload_too_large: { status: 413, title: 'Payload too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  headers_too_large: { status: 431, title: 'Request header fields too large' },
  internal: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Service unavailable' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One wrong field of a request body. */
export interface FieldError {
  /** Where: a JSON Pointer in its URI fragment form (RFC 6901, section 6); `#` is the whole body. */
  pointer: string;
  /** What kind of wrong: `required`, `invalid_type`, `invalid_value` or `unknown_field`. */
  code: string;
  /** What to do about it, in one sentence. */
  detail: string;
}

interface ProblemExtras {
  /** Further members of the problem body. */
  members?: { errors?: FieldError[]; missing_permissions?: readonly string[] };
  /** Response headers that the problem calls for, such as `Allow`. */
  headers?: Record<string, string>;
}

/** Thrown where a request cannot be served; `ProblemFilter` answers with its problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemCode,
    /** What was wrong and what to do, safe to show to the caller. */
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(detail);
  }
}

/** The body of an answer that reports `error` (RFC 9457). */
export function problemBody(error: ProblemError, instance: string, requestId: string) {
  const { status, title } = PROBLEMS[error.code];
  return {
    type: `urn:bellwether:problem:${error.code}`,
    title,
    status,
    detail: error.detail,
    instance,
    code: error.code,
    request_id: requestId,
    ...error.extras.members,
  };
}
