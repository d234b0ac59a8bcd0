/** The path that the peers and Bellwether answer on. */
export const PATH = '/v1/messaging/preferences';

/** The most bytes that a body may have. */
export const BODY_LIMIT = 16 * 1024;

/** The tenant of every owner. */
export const TENANT = '';

const DIGESTS = ['instant', 'hourly', 'daily', 'off'];
const FLAGS = ['in_app_enabled', 'email_enabled', 'push_enabled'];
const MEMBERS = new Set(['category', ...FLAGS, 'digest']);

const SYSTEM_DEFAULT = {
  id: null,
  category: null,
  in_app_enabled: true,
  email_enabled: true,
  push_enabled: true,
  digest: 'instant',
};

/** What is wrong with the body of a PUT, or undefined. */
export function faultIn(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'Not an object.';
  for (const member in body) if (!MEMBERS.has(member)) return `${member} is unknown.`;
  for (const flag of FLAGS) if (typeof body[flag] !== 'boolean') return `${flag} is no boolean.`;
  if (body.digest !== undefined && !DIGESTS.includes(body.digest)) return 'digest is unknown.';
  return isCategory(body.category) ? undefined : 'category must have 1 to 128 characters.';
}

function isCategory(category) {
  if (category === undefined || category === null) return true;
  if (typeof category !== 'string' || category === '') return false;
  return category.length <= 128 || (category.length <= 256 && [...category].length <= 128);
}

/** A row as the API shows it; its times become RFC 3339 in the JSON. */
export function preferenceOf(row) {
  return {
    id: row.id,
    object: 'notification_preference',
    category: row.category === '' ? null : row.category,
    in_app_enabled: row.in_app_enabled,
    email_enabled: row.email_enabled,
    push_enabled: row.push_enabled,
    digest: row.digest,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

/** A list of one page. */
export function listOf(data) {
  return { object: 'list', data, has_more: false, next_cursor: null };
}

/** What holds for a category, by the row for it, the row of the global default or none. */
export function effectiveOf(category, row = SYSTEM_DEFAULT) {
  const { in_app_enabled, email_enabled, push_enabled, digest } = row;
  return {
    object: 'effective_preference',
    category,
    in_app_enabled,
    email_enabled,
    push_enabled,
    digest,
    source: sourceOf(row),
    preference_id: row.id,
    channels: {
      in_app: state(in_app_enabled, 'in_app_disabled'),
      email: state(
        email_enabled && digest !== 'off',
        email_enabled ? 'digest_off' : 'email_disabled',
      ),
      push: state(push_enabled, 'push_disabled'),
    },
    as_of: null,
  };
}

function sourceOf({ id, category }) {
  if (id === null) return 'system_default';
  return category === '' ? 'global_default' : 'category';
}

function state(enabled, reason) {
  return { enabled, reason: enabled ? null : reason };
}

/** An error's body (RFC 9457). */
export function problemOf(status, detail) {
  return { type: 'about:blank', status, detail };
}
