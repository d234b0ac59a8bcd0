import type { OpenAPIObject } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { PERMISSIONS } from '../../src/index.js';
import { CategoriesService } from '../../src/messaging/categories/categories.service.js';
import type { Permission } from '../../src/messaging/callers/permissions.js';
import { PreferencesService } from '../../src/messaging/preferences/preferences.service.js';
import { TestServer, type TestOwner } from '../support/test-server.js';
import { nameOf, type Route, routesOf, runningRoutes } from './routes.js';

/** Whose resource a path names: the caller's, another owner's of the same tenant, one of another tenant, or none. */
const SUBJECTS = ['own', 'other owner', 'other tenant', 'unknown'] as const;
type Subject = (typeof SUBJECTS)[number];

/** The only routes without declared permissions: those of Swagger, and the redirect to them. */
const SWAGGER_UI = /^\/(docs(\/|$)|openapi\.json$|$)/;

const ROLES: [role: string, permissions: readonly Permission[]][] = [
  ['no permission', []],
  ...PERMISSIONS.map((name): [string, Permission[]] => [name, [name]]),
  ['member', ['messaging:read', 'messaging:update']],
  ['backend', ['messaging:read', 'messaging:update', 'owners:read', 'owners:update']],
  ['admin', PERMISSIONS],
];

const VALUES = { in_app_enabled: true, email_enabled: false, push_enabled: false };

/** A body that the route accepts, chosen by its path. */
function bodyOf({ method, path }: Route, role: string): object | undefined {
  if (method === 'get' || method === 'delete') return undefined;
  if (path.endsWith('/batch')) return { preferences: [{ category: 'news', ...VALUES }] };
  if (path.endsWith('/preferences')) return { category: 'news', ...VALUES };
  if (path.endsWith('/preview')) return { category: 'news', owner_ids: ['x'] };
  if (path.endsWith('/rotate')) return { overlap_seconds: 60 };
  if (path.endsWith('/api-keys')) return { owner_id: 'new', role, name: 'New' };
  if (path.endsWith('/roles/{name}')) return { permissions: [] };
  return {};
}

describe('the authorisation matrix', () => {
  let server: TestServer;
  let routes: Route[];
  let powerless: string;
  let cells = 0;

  beforeAll(async () => {
    server = await TestServer.start();
    powerless = await server.role([]);
    routes = routesOf((await server.http.get('/openapi.json')).body as OpenAPIObject);
  });
  afterAll(() => server.stop());

  /** One role for each set of permissions, because a change of a key or a role reads all roles. */
  const roles = new Map<string, string>();
  const roleOf = async (permissions: readonly Permission[]) => {
    const role = roles.get(permissions.join()) ?? (await server.role(permissions));
    roles.set(permissions.join(), role);
    return role;
  };

  /** An owner in a tenant with a preference, a category and a key. */
  const someone = async (tenantId: string, permissions: readonly Permission[]) => {
    const owner = await server.owner({ tenantId, role: await roleOf(permissions) });
    const { ownerId } = owner;
    const category = `category-${randomUUID()}`;
    const { id } = await server.app
      .get(PreferencesService, { strict: false })
      .upsert({ tenantId, ownerId }, preference(category));
    await server.app.get(CategoriesService, { strict: false }).put({ tenantId }, category, {});
    return { ...owner, category, preferenceId: id };
  };

  type Someone = Awaited<ReturnType<typeof someone>>;

  /** The path of a route with parameters that name the resources of a party, or unknown ones. */
  const pathFor = (
    { path }: Route,
    party: Someone | undefined,
    nobody = `nobody-${randomUUID()}`,
  ) =>
    path
      .replace('{owner_id}', party?.ownerId ?? nobody)
      .replace('/api-keys/{id}', `/api-keys/${party?.keyId ?? nobody}`)
      .replace('/preferences/{id}', `/preferences/${party?.preferenceId ?? randomUUID()}`)
      .replace('{name}', party?.category ?? nobody);

  const ask = async ({ key }: TestOwner, route: Route, path: string) => {
    const request = server.http[route.method](path).set('Authorization', `Bearer ${key}`);
    const { status, body } = await request.send(bodyOf(route, powerless));
    cells += 1;
    return { status, body };
  };

  it('has a row for every route of the running server', () => {
    const running = runningRoutes(server).filter(({ path }) => !SWAGGER_UI.test(path));

    expect(running.length).toBeGreaterThan(30);
    expect(running.map(nameOf).sort()).toEqual(routes.map(nameOf).sort());
    for (const route of routes) {
      expect([nameOf(route), route.permissions.length > 0]).toEqual([
        nameOf(route),
        !route.path.startsWith('/health/'),
      ]);
    }
  });

  it('answers 401 without a credential on every route that declares a permission', async () => {
    for (const route of routes) {
      const { status } = await server.http[route.method](pathFor(route, undefined)).send(
        bodyOf(route, powerless),
      );
      cells += 1;
      expect([nameOf(route), status === 401]).toEqual([
        nameOf(route),
        route.permissions.length > 0,
      ]);
    }
  });

  it.each(ROLES)('a caller with %s gets 403 only for missing permissions', async (_, granted) => {
    let parties = await partiesFor(granted);
    for (const route of routes) {
      for (const subject of SUBJECTS) {
        const caller = parties.own;
        const answer = await ask(caller, route, pathFor(route, parties[subject]));
        const missing = route.permissions.filter((permission) => !granted.includes(permission));
        const told = answer.status === 403 ? (answer.body.missing_permissions ?? []) : [];

        expect([nameOf(route), subject, told]).toEqual([nameOf(route), subject, missing]);
        expect(answer.status).not.toBe(401);
        expect(answer.status).toBeLessThan(500);
        if (caller.keyId && endsItself(route, subject))
          parties.own = await someone('acme', granted);
      }
      if (route.method !== 'get') parties = await partiesFor(granted);
    }
  });

  it('gives the same answer for a resource of another tenant and one that does not exist', async () => {
    for (const route of routes.filter(({ path }) => path.includes('{'))) {
      const parties = await partiesFor(PERMISSIONS);
      const theirs = pathFor(route, parties['other tenant']);
      const nobodys = pathFor(route, undefined);
      const [one, none] = [
        await ask(parties.own, route, theirs),
        await ask(parties.own, route, nobodys),
      ];

      expect([nameOf(route), comparable(one, theirs)]).toEqual([
        nameOf(route),
        comparable(none, nobodys),
      ]);
    }
  });

  it('gives the same 404 for a preference of another owner and one that does not exist', async () => {
    const own = routes.filter(({ path }) => path.startsWith('/v1/messaging/preferences/{id}'));
    expect(own).toHaveLength(3);
    for (const route of own) {
      const parties = await partiesFor(PERMISSIONS);
      const theirs = pathFor(route, parties['other owner']);
      const nobodys = pathFor(route, undefined);
      const [one, none] = [
        await ask(parties.own, route, theirs),
        await ask(parties.own, route, nobodys),
      ];

      expect(one.status).toBe(404);
      expect(comparable(one, theirs)).toEqual(comparable(none, nobodys));
    }
  });

  it('has sent a request for every combination of role, route and subject', () => {
    const subjects = ROLES.length * routes.length * SUBJECTS.length;

    expect(cells).toBeGreaterThanOrEqual(subjects + routes.length);
  });

  async function partiesFor(
    granted: readonly Permission[],
  ): Promise<Record<Exclude<Subject, 'unknown'>, Someone> & { unknown: undefined }> {
    return {
      own: await someone('acme', granted),
      'other owner': await someone('acme', []),
      'other tenant': await someone('globex', []),
      unknown: undefined,
    };
  }
});

const preference = (category: string) => ({
  category,
  inAppEnabled: true,
  emailEnabled: true,
  pushEnabled: true,
});

/** Whether a request revokes the caller's own key, which then cannot be used again. */
function endsItself({ method, path }: Route, subject: Subject): boolean {
  return method === 'delete' && path.endsWith('/api-keys/{id}') && subject === 'own';
}

/** An answer without the parts that differ between requests: the path, ids and times. */
function comparable({ status, body }: { status: number; body: object }, path: string) {
  const text = JSON.stringify(body)
    .replaceAll(path, 'path')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"time"')
    .replaceAll(/(owner|category|nobody)-id/g, 'name');
  return { status, text };
}
