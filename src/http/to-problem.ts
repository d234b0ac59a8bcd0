import { HttpException } from '@nestjs/common';
import { isNativeError } from 'node:util/types';
import { isDatabaseUnavailable } from './database-unavailable.js';
import { ProblemError, type ProblemCode } from './problem.js';

const DETAILS = {
  400: ['malformed_request', 'The request could not be read.'],
  401: ['unauthenticated', 'The credential is missing or not valid.'],
  403: ['permission_denied', 'The caller may not do this.'],
  404: ['not_found', 'There is nothing here. Check the path.'],
  405: ['method_not_allowed', 'This path does not take this method.'],
  413: ['payload_too_large', 'The body is too large. A preference takes at most 16 KiB.'],
  415: ['unsupported_media_type', 'Send the body as application/json in UTF-8, not compressed.'],
  503: ['unavailable', 'The service cannot answer now. Try again shortly.'],
} as const satisfies Record<number, [ProblemCode, string]>;

/** The problem that tells a caller about `exception`; whatever is not understood is `internal` and says nothing of its cause. */
export function toProblem(exception: unknown): ProblemError {
  if (exception instanceof ProblemError) return exception;
  if (isDatabaseUnavailable(exception)) return unavailable();
  const status = statusOf(exception);
  if (status === 503) return unavailable();
  if (status in DETAILS) {
    const [code, detail] = DETAILS[status as keyof typeof DETAILS];
    return new ProblemError(code, detail);
  }
  return status >= 400 && status < 500
    ? new ProblemError('malformed_request', DETAILS[400][1])
    : new ProblemError('internal', 'Something went wrong on our side. Quote the request id.');
}

function unavailable(): ProblemError {
  return new ProblemError('unavailable', DETAILS[503][1], { headers: { 'Retry-After': '5' } });
}

/** The status of a Nest exception or of an error in the manner of `http-errors`, as body parsers throw; 0 of anything else. */
function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  if (exception instanceof URIError) return 400;
  const { status } = (exception ?? {}) as { status?: unknown };
  return isNativeError(exception) && typeof status === 'number' ? status : 0;
}
