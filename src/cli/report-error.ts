import { DomainError } from '../http/problems/domain.error.js';
import { toProblem } from '../http/problems/to-problem.js';
import { StartError } from '../server/config/start-error.js';

/** The command-line options for the arguments of services. */
const OPTIONS: Readonly<Record<string, string>> = {
  expiresAt: '--expires',
  overlapSeconds: '--overlap',
  ownerId: '--owner',
  tenantId: '--tenant',
};

/** Prints an error on stderr. The stack trace of an internal error is printed only with LOG_LEVEL=debug or trace. */
export function reportError(error: unknown, json: boolean): void {
  const code = codeOf(error);
  const message = messageOf(error);
  if (json) return write(JSON.stringify({ error: { code, message } }));
  const isVerbose = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  write(code === 'internal' && isVerbose ? ((error as Error).stack ?? message) : message);
}

/** The problem code that the error has over HTTP, or `start_failed`, which is only used here. */
function codeOf(error: unknown): string {
  return error instanceof StartError ? 'start_failed' : toProblem(error).code;
}

function messageOf(error: unknown): string {
  if (!(error instanceof DomainError) || error.wrong.length === 0) {
    // An AggregateError, as of a host name with several addresses, has no message.
    return (error as Error).message || toProblem(error).detail;
  }
  return error.wrong
    .map(({ path, parameter, fault }) => `${optionOf(path, parameter)} ${fault}`)
    .join(' ');
}

function optionOf(path: readonly (string | number)[] = [], parameter = path.join('.')): string {
  return OPTIONS[parameter] ?? parameter;
}

function write(text: string): void {
  process.stderr.write(`${text}\n`);
}
