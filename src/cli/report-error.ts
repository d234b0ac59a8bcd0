import { DomainError } from '../http/problems/domain.error.js';

/** The options in which values of a service are given. */
const OPTIONS: Readonly<Record<string, string>> = {
  expiresAt: '--expires',
  overlapSeconds: '--overlap',
  ownerId: '--owner',
  tenantId: '--tenant',
};

/** Says on stderr what went wrong; where it came from only with LOG_LEVEL=debug or trace. */
export function reportError(error: unknown, json: boolean): void {
  const code = codeOf(error);
  const message = messageOf(error);
  if (json) return write(JSON.stringify({ error: { code, message } }));
  const isVerbose = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  write(code === 'internal' && isVerbose ? ((error as Error).stack ?? message) : message);
}

/** The code of the problem that would answer the error over HTTP; a start that failed has one of its own. */
function codeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  return (error as Error).name === 'StartError' ? 'start_failed' : 'internal';
}

function messageOf(error: unknown): string {
  if (!(error instanceof DomainError) || error.wrong.length === 0) return (error as Error).message;
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
