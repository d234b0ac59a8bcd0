import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemResponse } from '../../http/problems/problem.schema.js';
import {
  assertPermissionsDeclared,
  BEARER_SCHEME,
} from '../../messaging/callers/permissions.decorators.js';
import { DOCS_PATH, DOCUMENT_PATH } from './paths.js';

const API_VERSION = '1.0.0';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/**
 * Makes the OpenAPI document of the server from its code.
 * @throws Error that names a route of any module without a declared permission
 */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  assertPermissionsDeclared(controllersOf(app));
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Bellwether')
    .setVersion(API_VERSION)
    .setDescription(
      "Stores each person's notification preferences. Errors are problem details (RFC 9457). " +
        'New response members and new values of `code` may be added at any time.',
    )
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .addTag('Preferences', "The caller's own preferences, by category and channel.")
    .addTag(
      'Owners',
      'The preferences of other owners whom the caller acts for, and the export and erasure of all their data.',
    )
    .addTag('Categories', 'The registry of categories: titles, defaults and required channels.')
    .addTag('Access', 'For operators of the server: API keys, roles and the record of changes.')
    .addTag('Health', 'Health checks for load balancers and supervisors.')
    .addSecurity(BEARER_SCHEME, {
      type: 'http',
      scheme: 'bearer',
      description:
        'An API key, `bw_…`, or a token of the configured identity provider. ' +
        'Its role must grant the permissions that the operation requires.',
    })
    .build();
  return withLimits(withClosedRequests(SwaggerModule.createDocument(app, config)));
}

function controllersOf(app: INestApplication): Type<object>[] {
  const modules = [...app.get(ModulesContainer).values()];
  const wrappers = modules.flatMap(({ controllers }) => [...controllers.values()]);
  return wrappers.map(({ metatype }) => metatype as Type<object>);
}

/** Closes every request schema, because the server rejects unknown fields. */
function withClosedRequests(document: OpenAPIObject): OpenAPIObject {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (name.endsWith('Input')) Object.assign(schema, { additionalProperties: false });
  }
  return document;
}

/** Adds the 429 response to every operation that needs a credential. A host application has its own limits instead. */
function withLimits(document: OpenAPIObject): OpenAPIObject {
  const limited = problemResponse(
    'rate_limited',
    'The credential made too many requests, or too many authentications failed from this address.',
  );
  for (const { responses, security = [] } of operationsOf(document)) {
    if (security.some((requirement) => BEARER_SCHEME in requirement)) responses['429'] = limited;
  }
  return document;
}

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.values(paths).flatMap((item) => Object.values(item) as Operation[]);
}

/** Serves the document and Swagger UI. */
export function serveOpenApi(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup(DOCS_PATH, app, document, {
    customSiteTitle: 'Bellwether API',
    jsonDocumentUrl: DOCUMENT_PATH,
    raw: ['json'],
    swaggerOptions: {
      tryItOutEnabled: true,
      persistAuthorization: true,
      // The schemas are listed below the operations, and closed.
      defaultModelsExpandDepth: 0,
    },
  });
}
