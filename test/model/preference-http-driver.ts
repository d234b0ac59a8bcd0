import { readApiKey } from '../../src/access/api-keys/api-key.js';
import type { PreferenceValues } from '../../src/index.js';
import type { Call, PreferenceDriver, ShownExport } from './preference-driver.js';
import type { Answer, Shown, ShownChange, ShownEffective, Write } from './preference-shapes.js';
import type { TestServer } from '../support/test-server.js';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers have no types; the model checks them. */
type Body = any;

type Query = [string, string | number | boolean | undefined][];

interface Request {
  path: string;
  method?: string;
  query?: Query;
  body?: unknown;
  headers?: Record<string, string | undefined>;
}

const valuesIn = (body: Body): PreferenceValues => ({
  inAppEnabled: body.in_app_enabled,
  emailEnabled: body.email_enabled,
  pushEnabled: body.push_enabled,
  digest: body.digest,
});

const valuesBody = (it: Write['values']) => ({
  in_app_enabled: it.inAppEnabled,
  email_enabled: it.emailEnabled,
  push_enabled: it.pushEnabled,
  digest: it.digest,
});

const shown = (body: Body, etag: string): Shown => {
  const [, id, version] = /^"(.+)\.(\d+)"$/.exec(etag) ?? [];
  if (body.id !== id) throw new Error(`${etag} is no tag of ${body.id}.`);
  const { category, created_at: createdAt, updated_at: updatedAt } = body;
  const values = valuesIn(body);
  return { id: body.id, category, values, version: Number(version), createdAt, updatedAt };
};

const shownItem = (body: Body) => shown(body, body.etag);

const shownChange = (body: Body): ShownChange => ({
  preferenceId: body.preference_id,
  version: body.version,
  category: body.category,
  before: body.before && valuesIn(body.before),
  after: body.after && valuesIn(body.after),
  changedAt: body.changed_at,
  actor: body.actor,
  credentialId: body.credential_id,
  via: body.via,
  requestId: body.request_id,
});

const shownEffective = (body: Body): Partial<ShownEffective> => ({
  category: body.category,
  source: body.source,
  values: valuesIn(body.preference),
  preferenceId: body.preference_id,
  channels: body.channels,
  asOf: body.as_of,
});

const positionsIn = (body: Body): number[] =>
  (body.errors ?? []).map(({ pointer }: Body) =>
    Number(/^#\/preferences\/(\d+)\//.exec(pointer)![1]),
  );

const pairs = (name: string, values: (string | boolean | null)[] = []): Query =>
  values.map((value) => [name, value ?? undefined]);

const pageOf = (map: (body: Body) => Body) => (body: Body) => {
  const { data, has_more: hasMore, next_cursor: nextCursor } = body;
  if (hasMore !== (nextCursor !== null)) throw new Error('has_more and next_cursor disagree.');
  return { items: data.map(map), nextCursor };
};

async function send<T>(
  { url }: TestServer,
  { actor, requestId }: Call,
  { path, method = 'GET', query = [], body, headers = {} }: Request,
  read: (body: Body, headers: Headers) => T,
): Promise<Answer<T>> {
  const given = { ...headers, 'X-Request-Id': requestId, Authorization: `Bearer ${actor.key}` };
  if (body !== undefined) Object.assign(given, { 'Content-Type': 'application/json' });
  const texts = new URLSearchParams();
  for (const [name, value] of query) if (value !== undefined) texts.append(name, String(value));
  const response = await fetch(`${url}/v1/messaging/${path}?${texts.toString()}`, {
    method,
    headers: Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]),
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer: Body = text === '' ? null : JSON.parse(text);
  if (response.ok) return read(answer, response.headers);
  if (response.status !== 404 && response.status !== 412) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  return { refused: answer.code, positions: positionsIn(answer) };
}

const nothing = (body: Body): null => body;

/** Calls the server over HTTP. Each actor has a key, and uses the paths under `owners/` for other owners. */
export function httpDriver(server: TestServer): PreferenceDriver {
  const ask = <T>(call: Call, request: Request, read: (body: Body, headers: Headers) => T) =>
    send(server, call, request, read);
  const ownerPath = ({ owner }: Call) => `owners/${encodeURIComponent(owner.ownerId)}`;
  const base = (call: Call) =>
    call.actor === call.owner ? 'preferences' : `${ownerPath(call)}/preferences`;
  const categoryPath = (name: string) => `categories/${encodeURIComponent(name)}`;
  const tagged = (body: Body, headers: Headers) => shown(body, headers.get('etag')!);
  const bodyOf = ({ category, values }: Write) => ({ category, ...valuesBody(values) });
  return {
    asksForNull: false,
    party: async (tenantId, ownerId) => {
      const { key } = await server.owner({ tenantId, ownerId, role: 'admin' });
      return { tenantId, ownerId, key, credentialId: readApiKey(key)!.id };
    },
    upsert: (call, write) => {
      const headers = { 'If-Match': write.ifMatch, 'If-None-Match': write.ifNoneMatch };
      const request = { path: base(call), method: 'PUT', body: bodyOf(write), headers };
      return ask(call, request, tagged);
    },
    upsertMany: (call, writes) => {
      const preferences = writes.map((it) => ({ ...bodyOf(it), if_match: it.ifMatch }));
      const request = { path: `${base(call)}/batch`, method: 'PUT', body: { preferences } };
      return ask(call, request, ({ data }) => data.map(shownItem));
    },
    delete: (call, id, ifMatch) => {
      const headers = { 'If-Match': ifMatch };
      return ask(call, { path: `${base(call)}/${id}`, method: 'DELETE', headers }, nothing);
    },
    get: (call, id) => ask(call, { path: `${base(call)}/${id}` }, tagged),
    list: (call, { categories, limit, cursor }) => {
      const named = categories?.filter((category) => category !== null);
      const page = Object.entries({ limit, cursor });
      const isGlobal = categories?.includes(null) ? [true] : [];
      const query = [...pairs('category', named), ...pairs('global', isGlobal), ...page];
      return ask(call, { path: base(call), query }, pageOf(shownItem));
    },
    history: (call, { preferenceId, limit, cursor }) => {
      const one = preferenceId === undefined ? '' : `/${preferenceId}`;
      const query = Object.entries({ limit, cursor });
      return ask(call, { path: `${base(call)}${one}/history`, query }, pageOf(shownChange));
    },
    effective: (call, { categories, asOf }) => {
      const query: Query = [...pairs('category', categories), ['as_of', asOf]];
      const request = { path: `${base(call)}/effective`, query };
      return ask(call, request, ({ data }) => data.map(shownEffective));
    },
    erase: (call) => ask(call, { path: ownerPath(call), method: 'DELETE' }, nothing),
    export: (call) => ask(call, { path: `${ownerPath(call)}/export` }, shownExport),
    putCategory: (call, name, input) => {
      const { title, defaultPreference, requiredChannels, optIn } = input;
      const body = {
        title,
        default_preference: defaultPreference && valuesBody(defaultPreference),
        required_channels: requiredChannels,
        opt_in: optIn,
      };
      return ask(call, { path: categoryPath(name), method: 'PUT', body }, (answer) => ({
        name: answer.name,
        title: answer.title,
        defaultPreference: answer.default_preference && valuesIn(answer.default_preference),
        requiredChannels: answer.required_channels,
        optIn: answer.opt_in,
        createdAt: answer.created_at,
        updatedAt: answer.updated_at,
      }));
    },
    deleteCategory: (call, name) =>
      ask(call, { path: categoryPath(name), method: 'DELETE' }, nothing),
  };
}

/** Converts the document of an export. */
export function shownExport({ preferences, ...body }: Body): ShownExport {
  const history: ShownChange[] = body.history.map(shownChange);
  const versionOf = (id: string) => history.find((it) => it.preferenceId === id)?.version;
  return {
    preferences: preferences.map((it: Body) => shown(it, `"${it.id}.${versionOf(it.id)}"`)),
    history,
    actedForOthers: body.acted_for_others,
  };
}
