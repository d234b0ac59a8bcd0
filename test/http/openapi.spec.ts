import type { OpenAPIObject } from '@nestjs/swagger';
import { readFile } from 'node:fs/promises';
import { TestServer, VALID } from '../support/test-server.js';

interface Schema {
  type?: unknown;
  enum?: unknown;
  allOf?: unknown;
  anyOf?: unknown;
  items?: { $ref?: string };
  description?: string;
  example?: unknown;
}
interface Operation {
  operationId: string;
  security?: Record<string, string[]>[];
  'x-required-permissions'?: string[];
  description: string;
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, { $ref?: string; description?: string }>;
}
interface ProblemBody {
  code: string;
  detail: string;
  errors?: { pointer?: string; parameter?: string }[];
  missing_permissions?: string[];
  request_id: string;
}
interface ErrorResponse {
  description: string;
  content: {
    'application/problem+json': {
      schema: { $ref: string };
      example?: ProblemBody;
      examples?: Record<string, { value: ProblemBody }>;
    };
  };
}

const PUBLIC = ['getLiveness', 'getReadiness'];

describe('the OpenAPI document', () => {
  let server: TestServer;
  let document: OpenAPIObject;
  let operations: Operation[];

  beforeAll(async () => {
    server = await TestServer.start();
    document = (await server.http.get('/openapi.json')).body as OpenAPIObject;
    operations = Object.values(document.paths).flatMap(
      (path) => Object.values(path) as Operation[],
    );
  });
  afterAll(() => server.stop());

  const schemaOf = (name: string) =>
    document.components?.schemas?.[name] as {
      properties?: Record<string, Schema>;
      required: string[];
      additionalProperties?: boolean;
    };

  it('is equal to the committed openapi.json', async () => {
    const committed = JSON.parse(await readFile('openapi.json', 'utf8')) as unknown;

    expect(document).toEqual(committed);
  });

  it('gives every field a type, a description and an example', () => {
    const fields = Object.keys(document.components?.schemas ?? {}).flatMap((name) =>
      Object.entries(schemaOf(name).properties ?? {}).map(([field, schema]) => ({
        field: `${name}.${field}`,
        complete:
          !!(schema.type ?? schema.enum ?? schema.allOf ?? schema.anyOf) &&
          !!schema.description &&
          (schema.example !== undefined || schema.items?.$ref !== undefined),
      })),
    );

    expect(fields.length).toBeGreaterThan(80);
    expect(fields.filter(({ complete }) => !complete)).toEqual([]);
  });

  it('names the required permissions of every operation that is not public', () => {
    for (const operation of operations) {
      const { operationId, security, description } = operation;
      if (PUBLIC.includes(operationId)) {
        expect(security).toEqual([{}]);
        continue;
      }
      const permissions = operation['x-required-permissions'] ?? [];
      expect(permissions.length).toBeGreaterThan(0);
      expect(security).toEqual([{ bearer: permissions }]);
      expect(permissions.filter((name) => !description.includes(name))).toEqual([]);
    }
  });

  const sharedErrors = () =>
    document.components?.responses as unknown as Record<string, ErrorResponse>;
  /** The problem of an error answer of an operation, and whether it is a shared one. */
  const problemOf = (operation: Operation, status: string) => {
    const { $ref, ...own } = operation.responses[status] ?? {};
    const shared = sharedErrors()[$ref?.replace('#/components/responses/', '') ?? ''];
    const { content } = shared ?? (own as ErrorResponse);
    const { schema, example, examples = {} } = content['application/problem+json'];
    return {
      isShared: !!shared,
      schema,
      examples: example ? [example] : Object.values(examples).map(({ value }) => value),
    };
  };
  const errorsOf = ({ responses }: Operation) =>
    Object.keys(responses).filter((status) => status >= '400');

  it('describes every error answer with the schema of a problem, most of them by a shared response', () => {
    const all = operations.flatMap((operation) =>
      errorsOf(operation).map((status) => problemOf(operation, status)),
    );

    expect(all).toHaveLength(291);
    expect(Object.keys(sharedErrors())).toHaveLength(21);
    expect(all.filter(({ isShared }) => !isShared).length).toBeLessThan(40);
    expect(all.filter(({ schema }) => !schema.$ref.endsWith('Problem'))).toEqual([]);
    expect(all.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });

  it('gives an example of a 403 with the permissions of its operation', () => {
    for (const operation of operations.filter(({ responses }) => responses['403'])) {
      const [example] = problemOf(operation, '403').examples;

      expect(example?.missing_permissions).toEqual(operation['x-required-permissions']);
    }
  });

  it('gives an example of a 400 whose wrong field is a field of the operation', () => {
    const all = operations.flatMap((operation) =>
      operation.responses['400']
        ? [[operation, problemOf(operation, '400').examples[0]] as const]
        : [],
    );
    const faults = all.map(([{ operationId, requestBody }, example]) => {
      const [{ pointer } = {}] = example?.errors ?? [];
      const schema = requestBody?.content['application/json']?.schema.$ref.split('/').at(-1);
      const isField = (name = '') =>
        Object.keys(schemaOf(schema ?? '').properties ?? {}).includes(name);
      return [operationId, schema ? isField(pointer?.split('/')[1]) : pointer === undefined];
    });

    expect(faults.length).toBeGreaterThan(25);
    expect(faults.filter(([, isRight]) => !isRight)).toEqual([]);
  });

  it('has the version of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

    expect(document.info.version).toBe(version);
  });

  it('links to guides that exist', async () => {
    const { homepage } = JSON.parse(await readFile('package.json', 'utf8')) as { homepage: string };
    const links = [document.externalDocs, ...(document.tags ?? []).map((tag) => tag.externalDocs)];
    const start = `${homepage.replace('#readme', '')}/blob/main/`;

    expect(links).toHaveLength(8);
    for (const link of links) {
      expect(link?.url.startsWith(start)).toBe(true);
      const [page = '', heading = ''] = link!.url.slice(start.length).split('#');
      const lines = (await readFile(page, 'utf8')).split('\n');
      const anchors = lines
        .filter((line) => line.startsWith('## '))
        .map((line) => line.slice(3).toLowerCase().replaceAll(' ', '-'));
      expect(['', ...anchors]).toContain(heading);
    }
  });

  it('the examples of a 400 are what the server answers', async () => {
    const { key } = await server.owner();
    const { examples } = sharedErrors().ValidationFailed!.content['application/problem+json'];
    const { push_enabled: _, ...incomplete } = VALID;
    const bodies = { missing_field: JSON.stringify(incomplete), not_json: '{category: "billing"}' };

    expect(Object.keys(examples!)).toEqual(Object.keys(bodies));
    for (const [name, body] of Object.entries(bodies)) {
      const answer = (await server.put(key, body)).body as object;
      const { value } = examples![name]!;
      expect({ ...answer, request_id: value.request_id }).toEqual(value);
    }
  });

  it('the example of a 412 of a batch is what the server answers', async () => {
    const { send } = await server.owner();
    const preferences = [VALID, { ...VALID, category: 'new', if_match: '"x.1"' }];
    const { body } = await send('put', 'preferences/batch', { preferences });
    const { example } = sharedErrors().PreconditionFailedItems!.content['application/problem+json'];

    const { errors, detail, code } = body as ProblemBody;
    expect({ errors, detail, code }).toEqual({
      errors: example?.errors,
      detail: example?.detail,
      code: example?.code,
    });
  });

  it('the examples of a PUT are accepted', async () => {
    const { key } = await server.owner();
    const { requestBody } = document.paths['/v1/messaging/preferences']!.put!;
    const { content } = requestBody as {
      content: Record<string, { examples: Record<string, { value: object }> }>;
    };
    const { examples } = content['application/json']!;

    expect(Object.keys(examples)).toEqual(['category', 'global_default', 'off']);
    for (const { value } of Object.values(examples)) {
      const { status, body } = await server.put(key, value);
      expect([status, body]).toEqual([200, expect.objectContaining(value)]);
    }
  });

  it('describes the exact members of a preference in requests and answers', async () => {
    const { body } = await (await server.owner()).put();
    const input = schemaOf('MessagingPreferenceInput');
    const resource = schemaOf('MessagingPreference');

    expect(Object.keys(input.properties ?? {})).toEqual(Object.keys(VALID));
    expect(input.required).toEqual(['in_app_enabled', 'email_enabled', 'push_enabled']);
    expect(input.additionalProperties).toBe(false);
    expect(Object.keys(resource.properties ?? {})).toEqual(Object.keys(body as object));
    expect(resource.required).toEqual(Object.keys(body as object));
    expect(resource.additionalProperties).toBeUndefined();
  });

  it('Swagger UI at /docs shows the document', async () => {
    const { status, text } = await server.http.get('/docs');

    expect(status).toBe(200);
    expect(text).toContain('Bellwether API');
  });
});
