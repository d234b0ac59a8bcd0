import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { newUuid } from '../../postgres/uuid.js';
import { setResponseHeader } from './response-header.js';

/** The request and response header for the request id. */
export const REQUEST_ID_HEADER = 'X-Request-Id';

/** The request id header of every response, for the OpenAPI document. */
export const REQUEST_ID_HEADERS = {
  [REQUEST_ID_HEADER]: {
    description:
      'Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed.',
    schema: { type: 'string' as const },
  },
};

interface AnyRequest {
  headers: IncomingHttpHeaders;
  raw?: object;
}

const ids = new WeakMap<object, string>();

/**
 * The id of a request: the client's `X-Request-Id` if it is 1 to 64 characters of `A-Z a-z 0-9 _ -`, else a new UUIDv7.
 * Fastify's request object and the Node request in it have the same id.
 */
export function requestIdOf(request: AnyRequest): string {
  const key = request.raw ?? request;
  const existing = ids.get(key);
  if (existing !== undefined) return existing;
  const sent = request.headers['x-request-id'];
  const id = typeof sent === 'string' && /^[\w-]{1,64}$/.test(sent) ? sent : newUuid();
  ids.set(key, id);
  return id;
}

/**
 * Sets the request id header of the response and allows every request. It is a guard because an interceptor would add
 * RxJS work to each request.
 */
@Injectable()
export class RequestIdGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const id = requestIdOf(context.switchToHttp().getRequest<IncomingMessage>());
    setResponseHeader(context, REQUEST_ID_HEADER, id);
    return true;
  }
}
