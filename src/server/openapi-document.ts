import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { BEARER_SCHEME } from '../messaging/permissions.decorators.js';
import { DOCS_PATH, DOCUMENT_PATH } from './paths.js';

const API_VERSION = '1.0.0';

/** The OpenAPI document of the server, made from its code. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Bellwether')
    .setVersion(API_VERSION)
    .setDescription(
      'What each person wants to be notified of. Errors are problem details (RFC 9457). ' +
        'New response members and new values of `code` may be added at any time.',
    )
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .addTag('Preferences', 'What the caller wants to be notified of, and on which channels.')
    .addTag('Owners', 'The same for people whom the caller acts for; their data as a whole.')
    .addTag('Categories', 'The registry: titles, defaults, required channels.')
    .addTag('Access', 'For whoever runs the server: API keys, roles, and who changed them.')
    .addTag('Health', 'For load balancers and supervisors.')
    .addSecurity(BEARER_SCHEME, {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key, `bw_…`. Its role must grant what the operation requires.',
    })
    .build();
  return withClosedRequests(SwaggerModule.createDocument(app, config));
}

/** Says of every schema of a request what the server holds it to: unknown fields are errors. */
function withClosedRequests(document: OpenAPIObject): OpenAPIObject {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (name.endsWith('Input')) Object.assign(schema, { additionalProperties: false });
  }
  return document;
}

/** Serves the document and Swagger UI. */
export function serveOpenApi(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup(DOCS_PATH, app, document, {
    customSiteTitle: 'Bellwether API',
    jsonDocumentUrl: DOCUMENT_PATH,
    raw: ['json'],
    swaggerOptions: { tryItOutEnabled: true },
  });
}
