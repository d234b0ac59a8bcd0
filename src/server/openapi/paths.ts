/** The path of Swagger UI. */
export const DOCS_PATH = '/docs';

/** The path of the OpenAPI document. */
export const DOCUMENT_PATH = '/openapi.json';

const DOCUMENTATION = new RegExp(`^(${DOCS_PATH}|${DOCUMENT_PATH.replace('.', '\\.')})([/?]|$)`);

/** Whether a URL is that of Swagger UI, one of its files, or the OpenAPI document. */
export function isDocumentation(url: string): boolean {
  return DOCUMENTATION.test(url);
}
