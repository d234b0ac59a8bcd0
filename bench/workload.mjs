import { Buffer } from 'node:buffer';
import { PATH } from './peers/contract.mjs';

/** The cases to measure, each with its kind of request and its number of simultaneous connections. */
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

// Each PUT sends one of the two at random, so that about half of the PUTs change the stored preference.
const VALUES = [
  { in_app_enabled: true, email_enabled: true, push_enabled: false, digest: 'daily' },
  { in_app_enabled: true, email_enabled: true, push_enabled: true, digest: 'instant' },
];

const LENGTH = 20_000;
const SEED = 20_261_123;

/** Random numbers from 0 to 1, the same in every run (mulberry32). */
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
  put: (key, category, values) =>
    written('PUT', PATH, key, JSON.stringify({ category, ...values })),
  list: (key) => written('GET', PATH, key),
  effective: (key, category) => written('GET', `${PATH}/effective?category=${category}`, key),
};

/** The sequence of requests, as bytes. Only the keys differ between contenders. */
export function requestsOf(kind, keys) {
  const random = randomNumbers(SEED);
  const pick = (list) => list[Math.floor(random() * list.length)];
  return Array.from({ length: LENGTH }, () =>
    REQUESTS[kind](pick(keys), pick(CATEGORIES), pick(VALUES)),
  );
}

/** One PUT for each preference, so that the tables of all contenders have the same rows. */
export function requestsThatFill(keys) {
  return CATEGORIES.flatMap((category) =>
    keys.map((key) => REQUESTS.put(key, category, VALUES[0])),
  );
}

function written(method, path, key, body) {
  const head = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${key}`];
  if (body) head.push('Content-Type: application/json', `Content-Length: ${body.length}`);
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`, 'latin1');
}
