/** The longest wait before an attempt, in milliseconds. */
const MAX_WAIT_MS = 30_000;

/** The statuses after which the same request may succeed: too many requests, and the database is unavailable. */
const RETRIED = [429, 503];

/** Methods whose repetition has no further effect (RFC 9110, section 9.2.2). */
const IDEMPOTENT = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'];

/**
 * Sends a request with `send`, and at most `retries` times again: after 429 and 503, and when there was no answer. A
 * POST is sent again only after 429, because only then it surely had no effect. It waits as long as `Retry-After` says,
 * and returns the answer instead if that is longer than 30 seconds. The request's signal ends a wait.
 */
export async function withRetries(
  request: Request,
  retries: number,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt > retries;
    const mayRepeat = IDEMPOTENT.includes(request.method);
    let wait: number | undefined;
    try {
      const response = await send(request.clone());
      const { status } = response;
      if (isLast || !RETRIED.includes(status) || !(mayRepeat || status === 429)) return response;
      wait = waitAfter(attempt, Number(response.headers.get('Retry-After')));
      if (wait > MAX_WAIT_MS) return response;
    } catch (error) {
      if (isLast || !mayRepeat || request.signal.aborted) throw error;
      wait = waitAfter(attempt, 0);
    }
    await pause(wait, request.signal);
  }
}

/**
 * The wait after an attempt, in milliseconds: what the server asks for, and at least twice as long after each attempt. A
 * random part prevents all clients from repeating their requests at the same time.
 */
function waitAfter(attempt: number, seconds: number): number {
  return Math.max(seconds * 1000, 100 * 2 ** attempt) * (1 + Math.random() / 4);
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
