import type { ExecutionContext } from '@nestjs/common';
import type { ServerResponse } from 'node:http';

/** Sets a header of the answer to a request, on whichever HTTP adapter: Fastify wraps Node's response. */
export function setResponseHeader(context: ExecutionContext, name: string, value: string): void {
  const response = context.switchToHttp().getResponse<ServerResponse & { raw?: ServerResponse }>();
  (response.raw ?? response).setHeader(name, value);
}
