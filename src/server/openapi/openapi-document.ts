import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemResponse } from '../../http/problems/api-problem.js';
import { assertPermissionsDeclared } from '../../messaging/callers/declared-permissions.js';
import { BEARER_SCHEME } from '../../messaging/callers/security-scheme.js';
import { serverVersion } from '../config/version.js';
import { inReadingOrder, operationsOf } from './reading-order.js';
import { withSharedErrors } from './shared-errors.js';

const GUIDES = 'https://github.com/bellwether/bellwether/blob/main/docs';

/** The tags in the order of the document: name, description, page of the guides and its title. */
const TAGS = [
  [
    'Preferences',
    "The caller's own preferences, by category and channel.",
    'resolution.md',
    'How effective preferences are found',
  ],
  [
    'Settings',
    "What holds for all of the caller's notifications: time zone, quiet hours, a pause, closed channels.",
    'api.md#settings',
    'Settings',
  ],
  [
    'Owners',
    'The preferences of other owners whom the caller acts for, and the export and erasure of all their data.',
    'api.md#acting-for-an-owner',
    'Acting for an owner',
  ],
  [
    'Decisions',
    'What would happen to a notification, for many owners.',
    'api.md#decisions-for-many-owners',
    'Decisions for many owners',
  ],
  [
    'Categories',
    'The registry of categories: titles, defaults and required channels.',
    'api.md#categories',
    'Categories',
  ],
  [
    'Access',
    'For operators of the server: API keys, roles and the record of changes.',
    'access.md',
    'Credentials, permissions and limits',
  ],
  [
    'Health',
    'Health checks for load balancers and supervisors.',
    'operations.md',
    'Running the server',
  ],
] as const;

/**
 * Makes the OpenAPI document of the server from its code.
 * @throws Error that names a route of any module without a declared permission
 */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  assertPermissionsDeclared(controllersOf(app));
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Bellwether')
    .setVersion(serverVersion())
    .setDescription(
      "Stores each person's notification preferences. Errors are problem details (RFC 9457). " +
        'New response members and new values of `code` may be added at any time.',
    )
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .setExternalDoc('The guide to the API', `${GUIDES}/api.md`)
    .addSecurity(BEARER_SCHEME, {
      type: 'http',
      scheme: 'bearer',
      description:
        'An API key, `bw_…`, or a token of the configured identity provider. ' +
        'Its role must grant the permissions that the operation requires.',
    });
  for (const [name, text, page, title] of TAGS) {
    builder.addTag(name, text, { url: `${GUIDES}/${page}`, description: title });
  }
  const document = inReadingOrder(SwaggerModule.createDocument(app, builder.build()));
  return withSharedErrors(withLimits(withClosedRequests(document)));
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
