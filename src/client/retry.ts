/** The longest wait before an attempt, in milliseconds. */
const MAX_WAIT_MS = 30_000;

/** The statuses after which the same request may succeed: too many requests, and the database is unavailable. */
const RETRIED = [429, 503];

/** Methods whose repetition has no further effect (RFC 9110, section 9.2.2). */
const IDEMPOTENT = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'];

/** Sets the credential of a request, and sends requests. */
export interface Sender {
  authorize: (request: Request) => Promise<void>;
  send: (request: Request) => Promise<Response>;
}

/**
 * Sends a request, and at most `retries` times again: after 429 and 503, and when there was no answer. A POST is sent
 * again only after 429, because only then it surely had no effect. It waits as long as `Retry-After` says, and returns
 * the answer instead if that is longer than 30 seconds. The request's signal ends a wait. Every attempt is authorized
 * anew; an error of that is thrown at once.
 */
export async function withRetries(
  request: Request,
  retries: number,
  { authorize, send }: Sender,
): Promise<Response> {
  const mayRepeat = IDEMPOTENT.includes(request.method);
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt > retries;
    const copy = isLast ? request : request.clone();
    await authorize(copy);
    let askedWait = 0;
    try {
      const response = await send(copy);
      const { status } = response;
      if (isLast || !RETRIED.includes(status) || !(mayRepeat || status === 429)) return response;
      askedWait = askedWaitOf(response);
      if (askedWait > MAX_WAIT_MS) return response;
      // Frees the connection.
      await response.body?.cancel().catch(() => undefined);
    } catch (error) {
      if (isLast || !mayRepeat || request.signal.aborted) throw error;
    }
    await pause(waitAfter(attempt, askedWait), request.signal);
  }
}

/** The wait that `Retry-After` asks for, in milliseconds: seconds or a date (RFC 9110, section 10.2.3). */
function askedWaitOf({ headers }: Response): number {
  const text = headers.get('Retry-After') ?? '';
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}

/**
 * The wait after an attempt, in milliseconds: what the server asks for, and at least twice as long after each attempt,
 * up to 30 seconds. A random part prevents all clients from repeating their requests at the same time.
 */
function waitAfter(attempt: number, asked: number): number {
  const growing = Math.min(100 * 2 ** attempt, MAX_WAIT_MS);
  return Math.max(asked, growing) * (1 + Math.random() / 4);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
