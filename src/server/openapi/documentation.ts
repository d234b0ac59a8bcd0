import type { OpenAPIObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DOCS_PATH, DOCUMENT_PATH } from './paths.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

/** The files of the package `swagger-ui-dist` that the page loads. */
const SWAGGER_UI_FILES = {
  'swagger-ui-bundle.js': JAVASCRIPT,
  'swagger-ui.css': CSS,
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Bellwether API</title>
    <link rel="icon" type="image/png" href="${DOCS_PATH}/favicon-32x32.png">
    <link rel="stylesheet" href="${DOCS_PATH}/swagger-ui.css">
    <link rel="stylesheet" href="${DOCS_PATH}/short-operations.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="${DOCS_PATH}/swagger-ui-bundle.js"></script>
    <script src="${DOCS_PATH}/start.js"></script>
  </body>
</html>
`;

/** The schemas are listed below the operations, and closed. */
const OPTIONS = {
  url: DOCUMENT_PATH,
  dom_id: '#swagger-ui',
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: true,
  defaultModelsExpandDepth: 0,
};

/**
 * Makes an operation fit on a screen: an error is one line with its status and its description, except that the 400
 * keeps its examples. There are no links, and every answer has `X-Request-Id`. `data-code` is the status in the rows of
 * Swagger UI.
 */
const SHORT_OPERATIONS = `
  .responses-table:not(.live-responses-table) .response:is([data-code^="4"], [data-code^="5"]):not([data-code="400"])
    .response-col_description > :not(.response-col_description__inner),
  .response[data-code="400"] .headers-wrapper, .responses-table .response-col_links { display: none; }
  .response-col_description__inner p { margin: 0; }
  .opblock-body textarea.body-param__text { min-height: 9em; height: 9em; }
`;

/** A file of the documentation. */
export interface DocumentationFile {
  /** The path under which it is served. */
  path: string;
  /** The value of `Content-Type`. */
  type: string;
  content: string | Buffer;
}

/** Makes the files of the documentation: the OpenAPI document and Swagger UI. */
export function documentationOf(document: OpenAPIObject): DocumentationFile[] {
  const html = { type: 'text/html; charset=utf-8', content: PAGE };
  const start = `SwaggerUIBundle(${JSON.stringify(OPTIONS)});\n`;
  const folder = swaggerUiFolder();
  return [
    { path: DOCUMENT_PATH, type: JSON_TYPE, content: JSON.stringify(document) },
    { path: DOCS_PATH, ...html },
    { path: `${DOCS_PATH}/start.js`, type: JAVASCRIPT, content: start },
    { path: `${DOCS_PATH}/short-operations.css`, type: CSS, content: SHORT_OPERATIONS },
    ...Object.entries(SWAGGER_UI_FILES).map(([name, type]) => ({
      path: `${DOCS_PATH}/${name}`,
      type,
      content: readFileSync(join(folder, name)),
    })),
  ];
}

/** The folder of the version of Swagger UI that `@nestjs/swagger` depends on. */
function swaggerUiFolder(): string {
  const require = createRequire(import.meta.url);
  const ofNest = createRequire(require.resolve('@nestjs/swagger'));
  return (ofNest('swagger-ui-dist/absolute-path.js') as () => string)();
}
