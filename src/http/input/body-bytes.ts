import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of a request that no parser has read. It resolves to undefined when the body has more than `limit`
 * bytes. It does not resolve when the client aborts, because then nobody waits for an answer.
 */
export function bodyBytes(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length']) > limit) return Promise.resolve(undefined);
  if (request.readableEnded) return Promise.resolve(Buffer.alloc(0));
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      request.off('data', take).resume();
      chunks.length = 0;
      resolve(undefined);
    };
    request
      .on('data', take)
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', () => undefined);
  });
}
