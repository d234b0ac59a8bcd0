import { readFile } from 'node:fs/promises';
import { VALID } from './test-server.js';

type Method = 'get' | 'put' | 'post' | 'delete';

/** Sends a request with a caller's credential. */
export type Send = (
  method: Method,
  path: string,
  body?: object,
) => PromiseLike<{ status: number; body: Record<string, string> }>;

/** An operation of the OpenAPI document: a method, and a path with parameters as `{name}`. */
type Call = [method: Method, path: string, body?: object, query?: string];

const BATCH = { preferences: [{ ...VALID, category: 'news' }, VALID] };

const ofPreferences = (scope: string): Call[] => [
  ['put', `${scope}/preferences`, { ...VALID, digest: 'off' }],
  ['put', `${scope}/preferences/batch`, BATCH],
  ['get', `${scope}/preferences`],
  ['get', `${scope}/preferences/{id}`],
  ['get', `${scope}/preferences/effective`],
  ['get', `${scope}/preferences/effective`, undefined, '?category=billing'],
  ['get', `${scope}/preferences/effective`, undefined, '?as_of=2020-01-01T00:00:00Z'],
  ['get', `${scope}/preferences/history`],
  ['get', `${scope}/preferences/{id}/history`],
  ['delete', `${scope}/preferences/{id}`],
  ['put', `${scope}/settings`, { locale: 'de' }],
  ['put', `${scope}/settings`, { locale: 'en' }],
  ['get', `${scope}/settings`],
  ['get', `${scope}/settings/history`],
];

/**
 * Calls every operation of the module for the caller and for the owner `grace`, whom it erases at the end. Returns the
 * operations that had a status other than 2xx, or were left out.
 */
export async function failedMessagingOperations(send: Send): Promise<string[]> {
  const owner = '/v1/messaging/owners/{owner_id}';
  const calls: Call[] = [
    ['put', '/v1/messaging/categories/{name}', { title: 'News' }],
    ['put', '/v1/messaging/categories/{name}', { title: 'Good news' }],
    ['get', '/v1/messaging/categories/{name}'],
    ['get', '/v1/messaging/categories'],
    ...ofPreferences('/v1/messaging'),
    ...ofPreferences(owner),
    ['post', '/v1/messaging/decisions/preview', { category: 'news', owner_ids: ['grace', 'x'] }],
    ['get', `${owner}/export`],
    ['delete', '/v1/messaging/categories/{name}'],
    ['delete', owner],
  ];
  const store = async (scope: string) =>
    (await send('put', `${scope}/preferences`, VALID)).body.id ?? 'not stored';
  const [own, other] = [await store('/v1/messaging'), await store('/v1/messaging/owners/grace')];
  const pathOf = (path: string) =>
    path
      .replace('{id}', path.startsWith(owner) ? other : own)
      .replace('{owner_id}', 'grace')
      .replace('{name}', 'news');
  return failed('/v1/messaging/', calls, (call) =>
    send(call[0], pathOf(call[1]) + (call[3] ?? ''), call[2]),
  );
}

/** Like `failedMessagingOperations`, for the operations of access control. */
export async function failedAccessOperations(send: Send): Promise<string[]> {
  const keys = '/v1/access/api-keys';
  const role = '/v1/access/roles/{name}';
  const key = { owner_id: 'ada', role: 'member', name: 'Laptop' };
  const { id = 'not created' } = (await send('post', keys, key)).body;
  const calls: Call[] = [
    ['post', keys, key],
    ['get', keys],
    ['get', `${keys}/{id}`],
    ['post', `${keys}/{id}/rotate`, { overlap_seconds: 60 }],
    ['post', `${keys}/{id}/rotate`, { overlap_seconds: 0 }],
    ['delete', `${keys}/{id}`],
    ['put', role, { permissions: ['messaging:read'] }],
    ['put', role, { permissions: ['messaging:update'] }],
    ['get', role],
    ['get', '/v1/access/roles'],
    ['delete', role],
    ['get', '/v1/access/events'],
  ];
  return failed('/v1/access/', calls, ([method, path, body]) =>
    send(method, path.replace('{id}', id).replace('{name}', 'support'), body),
  );
}

async function failed(
  prefix: string,
  calls: Call[],
  send: (call: Call) => PromiseLike<{ status: number; body: unknown }>,
): Promise<string[]> {
  const { paths } = JSON.parse(await readFile('openapi.json', 'utf8')) as {
    paths: Record<string, object>;
  };
  const left = new Set(
    Object.entries(paths)
      .filter(([path]) => path.startsWith(prefix))
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`)),
  );
  const wrong: string[] = [];
  for (const call of calls) {
    const operation = `${call[0]} ${call[1]}`;
    const { status, body } = await send(call);
    left.delete(operation);
    if (status >= 300) wrong.push(`${operation}: ${status} ${JSON.stringify(body)}`);
  }
  return [...wrong, ...left];
}
