/** Where Swagger UI is. */
export const DOCS_PATH = '/docs';

/** Where the OpenAPI document is. */
export const DOCUMENT_PATH = '/openapi.json';
