/** The path of Swagger UI. */
export const DOCS_PATH = '/docs';

/** The path of the OpenAPI document. */
export const DOCUMENT_PATH = '/openapi.json';
