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
    detail: 'The resource was changed or deleted. Read it again before you retry.',
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
