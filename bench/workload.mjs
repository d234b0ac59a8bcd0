import { Buffer } from 'node:buffer';
import { PATH } from './peers/contract.mjs';

/** What can be measured: the kind of request and over how many connections at once. */
export const CASES = {
  put: { title: 'PUT, 32 connections', request: 'put', connections: 32 },
  'put-1': { title: 'PUT, one connection', request: 'put', connections: 1 },
  list: { title: 'List, 32 connections', request: 'list', connections: 32 },
  effective: {
    title: 'Effective preference, 32 connections',
    request: 'effective',
    connections: 32,
  },
};

/** The categories that each owner has a preference for. */
export const CATEGORIES = Array.from({ length: 20 }, (_, number) => `product.category-${number}`);

// A PUT takes one of the two, so that every other one changes what is stored.
const SETTINGS = [
  { in_app_enabled: true, email_enabled: true, push_enabled: false, digest: 'daily' },
  { in_app_enabled: true, email_enabled: true, push_enabled: true, digest: 'instant' },
];

const LENGTH = 20_000;
const SEED = 20_261_123;

/** Numbers from 0 up to 1, the same ones each time (mulberry32). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const REQUESTS = {
  put: (key, category, settings) =>
    written('PUT', PATH, key, JSON.stringify({ category, ...settings })),
  list: (key) => written('GET', PATH, key),
  effective: (key, category) => written('GET', `${PATH}/effective?category=${category}`, key),
};

/** The sequence of requests, as bytes: to everyone the same but for the keys. */
export function requestsOf(kind, keys) {
  const random = randomNumbers(SEED);
  const pick = (list) => list[Math.floor(random() * list.length)];
  return Array.from({ length: LENGTH }, () =>
    REQUESTS[kind](pick(keys), pick(CATEGORIES), pick(SETTINGS)),
  );
}

/** One PUT for every preference there is, so that afterwards all tables are alike. */
export function requestsThatFill(keys) {
  return CATEGORIES.flatMap((category) =>
    keys.map((key) => REQUESTS.put(key, category, SETTINGS[0])),
  );
}

function written(method, path, key, body) {
  const head = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${key}`];
  if (body) head.push('Content-Type: application/json', `Content-Length: ${body.length}`);
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`, 'latin1');
}
