/** The path of the preferences in the peers and in Bellwether. */
export const PATH = '/v1/messaging/preferences';

/** The maximum number of bytes of a body. */
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

/** Returns the fault in the body of a PUT, or undefined if it is valid. */
export function faultIn(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'Not an object.';
  for (const member in body) if (!MEMBERS.has(member)) return `${member} is unknown.`;
  for (const flag of FLAGS) if (typeof body[flag] !== 'boolean') return `${flag} is not a boolean.`;
  if (body.digest !== undefined && !DIGESTS.includes(body.digest)) return 'digest is unknown.';
  return isCategory(body.category) ? undefined : 'category must have 1 to 128 characters.';
}

function isCategory(category) {
  if (category === undefined || category === null) return true;
  if (typeof category !== 'string' || category === '') return false;
  return category.length <= 128 || (category.length <= 256 && [...category].length <= 128);
}

/** Converts a row to a preference of the API. JSON writes its times in RFC 3339. */
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

/** Returns a list with one page. */
export function listOf(data) {
  return { object: 'list', data, has_more: false, next_cursor: null };
}

/** The effective preference for a category. The row is that of the category, of the global default, or absent. */
export function effectiveOf(category, row = SYSTEM_DEFAULT) {
  const { in_app_enabled, email_enabled, push_enabled, digest } = row;
  return {
    object: 'effective_preference',
    category,
    source: sourceOf(row),
    preference_id: row.id,
    preference: { in_app_enabled, email_enabled, push_enabled, digest },
    channels: {
      in_app: state(in_app_enabled, 'in_app_disabled'),
      email: emailState(email_enabled, digest),
      push: state(push_enabled, 'push_disabled'),
    },
    as_of: null,
  };
}

function sourceOf({ id, category }) {
  if (id === null) return 'system_default';
  return category === '' ? 'global_default' : 'category';
}

function emailState(flag, digest) {
  const enabled = flag && digest !== 'off';
  const reason = flag ? 'digest_off' : 'email_disabled';
  return { enabled, digest: enabled ? digest : null, reason: enabled ? null : reason };
}

function state(enabled, reason) {
  return { enabled, reason: enabled ? null : reason };
}

/** The body of an error (RFC 9457). */
export function problemOf(status, detail) {
  return { type: 'about:blank', status, detail };
}
