import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { isNativeError } from 'node:util/types';
import { isDatabaseUnavailable } from '../../postgres/errors.js';
import { DomainError, type WrongValue } from './domain.error.js';
import { jsonName } from './json-names.js';
import {
  fieldErrors,
  ProblemError,
  type ProblemCode,
  PROBLEMS,
  validationFailed,
} from './problem.js';

const OWN_CODES = new Map<number, ProblemCode>(
  (Object.keys(PROBLEMS) as ProblemCode[])
    .filter((code) => !['validation_failed', 'unknown_category'].includes(code))
    .map((code) => [PROBLEMS[code].status, code]),
);

/** What a guard or an interceptor of the application around us threw, where no problem of ours has its status. */
class ForeignProblem extends ProblemError {
  constructor(private readonly foreignStatus: number) {
    super('internal', 'The application refused the request.');
  }

  override get status(): number {
    return this.foreignStatus;
  }

  /** RFC 9457, section 4.2.1: a problem that says no more than its status does. */
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

/** The problem that tells a caller about `exception`; what is not understood is `internal` and says nothing of its cause. */
export function toProblem(exception: unknown): ProblemError {
  if (exception instanceof ProblemError) return exception;
  if (exception instanceof DomainError) return problemOf(exception);
  if (isDatabaseUnavailable(exception)) return new ProblemError('unavailable');
  const status = statusOf(exception);
  const code = OWN_CODES.get(status);
  if (code) return new ProblemError(code);
  return status >= 400 ? new ForeignProblem(status) : new ProblemError('internal');
}

/** The problem that tells a caller about what a service threw on purpose. */
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

/** Services name values as properties. */
function inJsonNames({ path, parameter, ...rest }: WrongValue): WrongValue {
  return {
    ...rest,
    path: path?.map((step) => (typeof step === 'string' ? jsonName(step) : step)),
    parameter: parameter === undefined ? undefined : jsonName(parameter),
  };
}

/** The status of a Nest exception or of an error as Express's and Fastify's parsers throw; 0 of anything else. */
function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  if (exception instanceof URIError) return 400;
  if (!isNativeError(exception)) return 0;
  const { statusCode, expose, code } = exception as Error & Record<string, unknown>;
  // http-errors marks its own with `expose`, Fastify with its codes. A host's client may have failed with a status too.
  const isParsers = typeof expose === 'boolean' || String(code).startsWith('FST_');
  return isParsers && typeof statusCode === 'number' ? statusCode : 0;
}
