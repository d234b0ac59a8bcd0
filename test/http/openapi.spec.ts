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
  responses: Record<string, { $ref?: string; description?: string }>;
}
interface ErrorResponse {
  description: string;
  content: Record<
    string,
    { schema: { $ref: string }; examples?: Record<string, { value: Record<string, unknown> }> }
  >;
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

  it('refers in every error answer to a shared response with the schema of a problem', () => {
    const errors = operations.flatMap(({ responses }) =>
      Object.entries(responses).filter(([status]) => /^[45]/.test(status)),
    );
    const shared = document.components?.responses as unknown as Record<string, ErrorResponse>;

    expect(errors.length).toBe(247);
    expect(Object.keys(shared)).toHaveLength(14);
    for (const [, { $ref = '', description }] of errors) {
      const response = shared[$ref.replace('#/components/responses/', '')];
      expect(response?.content['application/problem+json']?.schema.$ref).toMatch(/Problem$/);
      expect(description).not.toBe(response?.description);
    }
  });

  it('has the version of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

    expect(document.info.version).toBe(version);
  });

  it('links to guides that exist', async () => {
    const { homepage } = JSON.parse(await readFile('package.json', 'utf8')) as { homepage: string };
    const links = [document.externalDocs, ...(document.tags ?? []).map((tag) => tag.externalDocs)];
    const start = `${homepage.replace('#readme', '')}/blob/main/`;

    expect(links).toHaveLength(7);
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
    const shared = document.components?.responses as unknown as Record<string, ErrorResponse>;
    const { examples } = shared.ValidationFailed!.content['application/problem+json']!;
    const { push_enabled: _, ...incomplete } = VALID;
    const bodies = { missing_field: JSON.stringify(incomplete), not_json: '{category: "billing"}' };

    expect(Object.keys(examples!)).toEqual(Object.keys(bodies));
    for (const [name, body] of Object.entries(bodies)) {
      const answer = (await server.put(key, body)).body as object;
      const { value } = examples![name]!;
      expect({ ...answer, request_id: value.request_id }).toEqual(value);
    }
  });

  it('the examples of a PUT are accepted', async () => {
    const { key } = await server.owner();
    const { requestBody } = document.paths['/v1/messaging/preferences']!.put!;
    const { content } = requestBody as { content: Record<string, ErrorResponse['content']['']> };
    const { examples } = content['application/json']!;

    expect(Object.keys(examples!)).toEqual(['category', 'global_default', 'off']);
    for (const { value } of Object.values(examples!)) {
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
