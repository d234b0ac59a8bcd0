const RETRIED = [429, 503];
const ATTEMPTS = 4;

/** Sends a request again while the server is away: every request of the API may be sent twice. */
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

/** As long as the server asks for, at least twice as long each time, and never all clients at once. */
function pause(attempt, seconds) {
  const milliseconds = Math.max(seconds * 1000, 100 * 2 ** attempt) * (1 + Math.random() / 4);
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
