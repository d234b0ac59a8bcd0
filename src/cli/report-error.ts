import { InvalidInputError } from '../messaging/invalid-input.error.js';

/** The codes of problems under which errors of ours are told, by the names of their classes. */
const CODES: Readonly<Record<string, string>> = {
  AccessConflictError: 'conflict',
  AccessNotFoundError: 'not_found',
  ExceedsGrantorError: 'permission_denied',
  InvalidInputError: 'validation_failed',
  StartError: 'start_failed',
  UnknownRoleError: 'validation_failed',
};

/** The options in which what a service takes is given. */
const OPTIONS: Readonly<Record<string, string>> = {
  expiresAt: '--expires',
  overlapSeconds: '--overlap',
  ownerId: '--owner',
  tenantId: '--tenant',
};

/** Says on stderr what went wrong; where it came from only with LOG_LEVEL=debug or trace. */
export function reportError(error: unknown, json: boolean): void {
  const code = CODES[(error as Error).name] ?? 'internal';
  const message = messageOf(error);
  if (json) return write(JSON.stringify({ error: { code, message } }));
  const verbose = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  write(code === 'internal' && verbose ? ((error as Error).stack ?? message) : message);
}

function messageOf(error: unknown): string {
  if (!(error instanceof InvalidInputError)) return (error as Error).message;
  return `${OPTIONS[error.field] ?? error.field} ${error.fault}`;
}

function write(text: string): void {
  process.stderr.write(`${text}\n`);
}
