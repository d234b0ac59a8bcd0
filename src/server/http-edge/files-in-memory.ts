import { hash } from 'node:crypto';
import type { Middleware } from './middleware.js';

/** A file and the path under which it is served. */
export interface ServedFile {
  path: string;
  /** The value of `Content-Type`. */
  type: string;
  content: string | Buffer;
}

/**
 * Answers GET and HEAD of files from memory, and 304 when the client has the file already (RFC 9110, section 13.1.2).
 * All answers share one buffer, so that a client that does not read takes neither memory nor a file descriptor.
 */
export function filesInMemory(served: readonly ServedFile[]): Middleware {
  const files = new Map(
    served.map(({ path, type, content }) => {
      const body = Buffer.from(content);
      const etag = `"${hash('sha256', body, 'base64url')}"`;
      return [path, { type, body, etag }] as const;
    }),
  );
  return ({ method, url = '', headers }, response, next) => {
    const file = files.get(url.split('?', 1)[0] ?? '');
    if (!file || (method !== 'GET' && method !== 'HEAD')) return next();
    const { type, body, etag } = file;
    response.setHeader('Cache-Control', 'no-cache').setHeader('ETag', etag);
    if (headers['if-none-match']?.includes(etag)) return response.writeHead(304).end();
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length });
    return response.end(method === 'HEAD' ? undefined : body);
  };
}
