import { hash } from 'node:crypto';
import type { DocumentationFile } from '../openapi/documentation.js';
import type { Middleware } from './middleware.js';

/**
 * Answers GET and HEAD of files from memory, and 304 when the client has the file already (RFC 9110, section 13.1.2).
 * All answers share one buffer, so that a client that does not read takes neither memory nor a file descriptor.
 */
export function filesInMemory(served: readonly DocumentationFile[]): Middleware {
  const files = new Map(
    served.map(({ path, type, content }) => {
      const body = Buffer.from(content);
      const etag = `"${hash('sha256', body, 'base64url')}"`;
      return [path, { type, body, etag }] as const;
    }),
  );
  return ({ method, url = '', headers }, response, next) => {
    const file = files.get(pathOf(url));
    if (!file || (method !== 'GET' && method !== 'HEAD')) return next();
    const { type, body, etag } = file;
    response.setHeader('Cache-Control', 'no-cache').setHeader('ETag', etag);
    const known = headers['if-none-match'];
    if (known?.trim() === '*' || known?.includes(etag)) return response.writeHead(304).end();
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length });
    return response.end(method === 'HEAD' ? undefined : body);
  };
}

/** The path of a request target, which may be absolute (RFC 9112, section 3.2.2), without a slash at its end. */
function pathOf(url: string): string {
  const [target = ''] = url.split('?', 1);
  return target.replace(/^https?:\/\/[^/]*/i, '').replace(/\/$/, '');
}
