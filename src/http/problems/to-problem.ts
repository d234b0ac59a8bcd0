import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { isNativeError } from 'node:util/types';
import { isDatabaseUnavailable, isLockTimeout } from '../../postgres/errors.js';
import { DomainError, type WrongValue } from './domain.error.js';
import { jsonName } from './json-names.js';
import { fieldErrors, ProblemError, validationFailed } from './problem.js';
import { type ProblemCode, PROBLEMS } from './problem-codes.js';

const OWN_CODES = new Map<number, ProblemCode>(
  (Object.keys(PROBLEMS) as ProblemCode[])
    .filter((code) => !['validation_failed', 'unknown_category'].includes(code))
    .map((code) => [PROBLEMS[code].status, code]),
);

const LOCKED =
  'Another transaction holds this data for too long. Nothing was changed. Send the request again later.';

/** An error of the host application, with a status that no problem in `PROBLEMS` has. */
class ForeignProblem extends ProblemError {
  constructor(
    private readonly foreignStatus: number,
    detail = 'The application refused the request.',
  ) {
    super('internal', detail);
  }

  override get status(): number {
    return this.foreignStatus;
  }

  /** RFC 9457, section 4.2.1: `about:blank` means that the problem says no more than its status. */
  override body(instance: string, requestId: string): object {
    return {
      ...super.body(instance, requestId),
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      code: 'rejected',
    };
  }
}

/** The exceptions whose messages are for clients. */
const forClients = new WeakSet<HttpException>();

/**
 * Marks an exception, if it is an HttpException, as one whose message is for clients. The messages of other ones are
 * not shown, because parsers and guards of a host write them too. Returns the exception.
 */
export function withMessageForClients(exception: unknown): unknown {
  if (exception instanceof HttpException) forClients.add(exception);
  return exception;
}

/** Converts any exception to a problem. An unknown exception becomes `internal`, without its cause. */
export function toProblem(exception: unknown): ProblemError {
  if (exception instanceof ProblemError) return exception;
  if (exception instanceof DomainError) return problemOf(exception);
  if (isLockTimeout(exception)) return new ProblemError('unavailable', LOCKED);
  if (isDatabaseUnavailable(exception)) return new ProblemError('unavailable');
  const status = statusOf(exception);
  const code = OWN_CODES.get(status);
  const detail = messageForClients(exception);
  if (code) return new ProblemError(code, detail);
  return status >= 400 ? new ForeignProblem(status, detail) : new ProblemError('internal');
}

function messageForClients(exception: unknown): string | undefined {
  const isMarked = exception instanceof HttpException && forClients.has(exception);
  return isMarked ? exception.message : undefined;
}

/** Converts an error that a service threw deliberately to a problem. */
function problemOf({ code, message, wrong, missingPermissions }: DomainError): ProblemError {
  const errors = fieldErrors(wrong.map(inJsonNames));
  if (code === 'validation_failed') return validationFailed(errors);
  return new ProblemError(code, message, {
    members: {
      ...(errors.length > 0 && { errors }),
      ...(missingPermissions?.length && { missing_permissions: missingPermissions }),
    },
  });
}

/** Converts property names, which services use, to JSON names. */
function inJsonNames({ path, parameter, requestParameter, ...rest }: WrongValue): WrongValue {
  return {
    ...rest,
    path: path?.map((step) => (typeof step === 'string' ? jsonName(step) : step)),
    parameter: requestParameter ?? (parameter === undefined ? undefined : jsonName(parameter)),
  };
}

/** The status of a Nest exception, or of an error of Express's or Fastify's parsers. It is 0 for any other error. */
function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  if (exception instanceof URIError) return 400;
  if (!isNativeError(exception)) return 0;
  const { statusCode, expose, code } = exception as Error & Record<string, unknown>;
  // An error of a host's HTTP client can have `statusCode` too, but neither `expose` nor a code of Fastify.
  const isFromParser = typeof expose === 'boolean' || String(code).startsWith('FST_');
  return isFromParser && typeof statusCode === 'number' ? statusCode : 0;
}
