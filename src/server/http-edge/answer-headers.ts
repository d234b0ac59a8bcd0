import { REQUEST_ID_HEADER, requestIdOf } from '../../http/requests/request-id.js';
import type { Middleware } from './middleware.js';
import { DOCS_PATH, isDocumentation } from '../openapi/paths.js';

/** The headers of every answer. A browser must not guess a content type. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** Swagger UI loads everything from the server. Its HTML contains neither scripts nor styles. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Sets the request id of every answer, and the headers that protect browsers. Nothing may store an answer with personal
 * data or with a secret.
 */
export const setAnswerHeaders: Middleware = (request, response, next) => {
  const { url = '' } = request;
  response.setHeader(REQUEST_ID_HEADER, requestIdOf(request));
  for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
  if (!isDocumentation(url)) response.setHeader('Cache-Control', 'no-store');
  else if (url.startsWith(DOCS_PATH)) response.setHeader('Content-Security-Policy', DOCS_POLICY);
  next();
};
