import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { HostController } from '../support/host-controller.js';
import {
  ADAPTERS,
  type HostDatabase,
  migratedHostDatabase,
  startHost,
} from '../support/test-host.js';

interface Secured {
  security: object[];
}

const config = new DocumentBuilder().setTitle('Host').addBearerAuth().build();

describe.each(ADAPTERS)("a host's Swagger document on %s", (_adapter, adapter) => {
  let database: HostDatabase;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterAll(() => database.remove());

  const documentOf = async (messaging: object): Promise<OpenAPIObject> => {
    let document: OpenAPIObject | undefined;
    const prepare = (app: INestApplication) =>
      (document = SwaggerModule.createDocument(app, config));
    const controllers = [HostController];
    const app = await startHost(database, { adapter, controllers, messaging, prepare });
    await app.close();
    return document!;
  };

  it('contains our paths and schemas, and its other parts do not change', async () => {
    const before = await documentOf({ controllers: false });
    const after = await documentOf({ path: 'me' });

    const [added, paths] = [true, false].map((ours) =>
      Object.fromEntries(
        Object.entries(after.paths).filter(([path]) => path.startsWith('/me/') === ours),
      ),
    );
    expect(Object.keys(added!)).toHaveLength(21);
    expect({ ...after, paths, components: undefined }).toEqual({
      ...before,
      components: undefined,
    });
    expect(added?.['/me/preferences']?.put?.operationId).toBe('upsertPreference');
    expect(added?.['/me/preferences']?.put?.security).toEqual([{ bearer: ['messaging:update'] }]);

    const { schemas, ...components } = after.components!;
    const { schemas: hostSchemas, ...hostComponents } = before.components!;
    expect(components).toEqual(hostComponents);
    expect(schemas).toMatchObject(hostSchemas!);
    const names = Object.keys(schemas!).filter((name) => !(name in hostSchemas!));
    expect(names).toHaveLength(37);
    expect(names.every((name) => name.startsWith('Messaging'))).toBe(true);
  });

  it('the option securityScheme names the security scheme of one host', async () => {
    const own = await documentOf({ securityScheme: 'session' });
    const other = await documentOf({});
    const schemesIn = ({ paths }: OpenAPIObject) =>
      new Set(
        Object.entries(paths)
          .filter(([path]) => path.startsWith('/v1/messaging/'))
          .flatMap(([, item]) => Object.values(item as Record<string, Secured>))
          .flatMap(({ security }) => security.flatMap((each) => Object.keys(each))),
      );

    expect(schemesIn(own)).toEqual(new Set(['session']));
    expect(schemesIn(other)).toEqual(new Set(['bearer']));
    const text = JSON.stringify(own.paths);
    expect(JSON.parse(text.replaceAll('"session":', '"bearer":'))).toEqual(other.paths);
  });
});
