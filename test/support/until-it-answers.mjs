import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * Resolves once the database at a URL accepts a connection.
 * @param {string} url
 * @param {number} timeoutMs
 */
export async function untilItAnswers(url, timeoutMs) {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(50)) {
    if (await answers(url)) return;
  }
  throw new Error(`Nothing answers at ${url} after ${timeoutMs} ms.`);
}

/** @param {string} url */
async function answers(url) {
  const client = new pg.Client(url);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
