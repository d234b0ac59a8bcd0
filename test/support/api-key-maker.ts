import { randomUUID } from 'node:crypto';
import { type TestOwner, type TestServer, VALID } from './test-server.js';

/** The members of a key in an answer, in order. */
export const KEY_MEMBERS = [
  'id',
  'object',
  'owner_id',
  'tenant_id',
  'role',
  'name',
  'created_at',
  'expires_at',
  'last_used_at',
  'revoked_at',
];

/** Creates keys over HTTP with the key of `admin`, or of another owner. */
export function apiKeyMaker(server: TestServer, admin: TestOwner) {
  const create = (changes: object = {}, by = admin) =>
    by.access('post', 'api-keys', {
      owner_id: `owner-${randomUUID()}`,
      role: 'member',
      name: 'Laptop',
      ...changes,
    });
  return {
    create,
    made: async (changes: object = {}, by = admin) => (await create(changes, by)).body,
    works: async (secret: string) => (await server.put(secret, VALID)).status === 200,
  };
}
