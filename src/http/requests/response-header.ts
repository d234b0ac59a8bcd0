import type { ExecutionContext } from '@nestjs/common';
import type { ServerResponse } from 'node:http';

interface FastifyReply {
  raw: ServerResponse;
  header: (name: string, value: string) => unknown;
}

/** Sets a response header on any HTTP adapter. Fastify's reply keeps its own headers until it sends. */
export function setResponseHeader(context: ExecutionContext, name: string, value: string): void {
  const response = context.switchToHttp().getResponse<ServerResponse | FastifyReply>();
  if ('raw' in response) response.header(name, value);
  else response.setHeader(name, value);
}
