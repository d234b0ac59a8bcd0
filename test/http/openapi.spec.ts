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
  responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>;
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

  it('gives every error answer the schema of a problem', () => {
    const errors = operations.flatMap(({ responses }) =>
      Object.entries(responses).filter(([status]) => /^[45]/.test(status)),
    );

    expect(errors.length).toBe(247);
    for (const [, { content }] of errors) {
      expect(content['application/problem+json']?.schema.$ref).toMatch(/Problem$/);
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
