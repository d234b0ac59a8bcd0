const RETRIED = [429, 503];
const ATTEMPTS = 4;

/** Repeats a request while the server is unavailable. Every request of the API may be repeated. */
export async function retryingFetch(request) {
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === ATTEMPTS;
    try {
      const response = await fetch(request.clone());
      if (last || !RETRIED.includes(response.status)) return response;
      await pause(attempt, Number(response.headers.get('Retry-After')));
    } catch (error) {
      if (last || request.signal.aborted) throw error;
      await pause(attempt, 0);
    }
  }
}

/**
 * Waits as long as the server asks for, and at least twice as long after each attempt. A random part prevents all
 * clients from repeating their requests at the same time.
 */
function pause(attempt, seconds) {
  const milliseconds = Math.max(seconds * 1000, 100 * 2 ** attempt) * (1 + Math.random() / 4);
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
