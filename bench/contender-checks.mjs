import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { PATH } from './peers/contract.mjs';

const CATEGORY = 'checked';
const FIRST = {
  category: CATEGORY,
  in_app_enabled: true,
  email_enabled: true,
  push_enabled: false,
  digest: 'daily',
};
const SECOND = { ...FIRST, email_enabled: false };

const MEMBERS =
  'id object category in_app_enabled email_enabled push_enabled digest created_at updated_at';

const WRONG = [
  { ...FIRST, push_enabled: 'false' },
  { ...FIRST, digest: 'weekly' },
  { ...FIRST, category: '' },
  { ...FIRST, owner_id: 'someone' },
  { category: CATEGORY, in_app_enabled: true },
];

/** Checks that a contender does the work that is measured. Throws an error if it does not. */
export async function checkContender({ server, checkKey }) {
  const ask = asker(server.url, checkKey);
  await refusesRequestsWithoutKey(asker(server.url));
  await refusesWrongBodies(ask);
  const stored = await storesOnce(ask);
  await showsWhatIsStored(ask, stored);
}

function asker(url, key) {
  return async (method, path, input) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(input && { 'content-type': 'application/json' }),
      },
      body: input && JSON.stringify(input),
    });
    return { status: response.status, text: await response.text() };
  };
}

async function answered(ask, ...request) {
  const { status, text } = await ask(...request);
  assert.equal(status, 200, text);
  return text;
}

async function refusesRequestsWithoutKey(ask) {
  assert.equal((await ask('PUT', PATH, FIRST)).status, 401);
  assert.equal((await ask('GET', PATH)).status, 401);
}

async function refusesWrongBodies(ask) {
  for (const wrong of WRONG) {
    assert.equal((await ask('PUT', PATH, wrong)).status, 400, JSON.stringify(wrong));
  }
}

async function storesOnce(ask) {
  const first = await answered(ask, 'PUT', PATH, FIRST);
  assert.equal(await answered(ask, 'PUT', PATH, FIRST), first);
  const before = JSON.parse(first);
  assert.equal(Object.keys(before).join(' '), MEMBERS);
  assert.equal(before.updated_at, before.created_at);
  assert.deepEqual({ ...before, ...FIRST }, before);

  await sleep(5);
  const second = JSON.parse(await answered(ask, 'PUT', PATH, SECOND));
  assert.ok(second.updated_at > before.updated_at);
  assert.deepEqual(second, { ...before, ...SECOND, updated_at: second.updated_at });
  return second;
}

async function showsWhatIsStored(ask, stored) {
  const list = JSON.parse(await answered(ask, 'GET', PATH));
  // Only Bellwether's items have an entity tag.
  for (const preference of list.data) delete preference.etag;
  assert.deepEqual(list, listOf([stored]));

  const effective = await answered(ask, 'GET', `${PATH}/effective?category=${CATEGORY}`);
  const { category, in_app_enabled, email_enabled, push_enabled, digest } = stored;
  const preference = { in_app_enabled, email_enabled, push_enabled, digest };
  const channels = {
    in_app: { enabled: true, reason: null },
    email: { enabled: false, digest: null, reason: 'email_disabled' },
    push: { enabled: false, reason: 'push_disabled' },
  };
  const origin = { source: 'category', preference_id: stored.id, preference };
  const shown = { object: 'effective_preference', category, ...origin, channels, as_of: null };
  assert.deepEqual(JSON.parse(effective), listOf([shown]));
}

function listOf(data) {
  return { object: 'list', data, has_more: false, next_cursor: null };
}
