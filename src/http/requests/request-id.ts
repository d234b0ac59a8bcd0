import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { newUuid } from '../../postgres/uuid.js';
import { setResponseHeader } from './response-header.js';

/** The response and request header that carries the request id. */
export const REQUEST_ID_HEADER = 'X-Request-Id';

/** The header that every response carries, as the OpenAPI document describes it. */
export const REQUEST_ID_HEADERS = {
  [REQUEST_ID_HEADER]: {
    description:
      'Names this request in the log; taken over from the request when it is well formed.',
    schema: { type: 'string' as const },
  },
};

interface AnyRequest {
  headers: IncomingHttpHeaders;
  raw?: object;
}

const ids = new WeakMap<object, string>();

/**
 * The id of a request: the client's `X-Request-Id` when it is 1 to 64 of `A-Z a-z 0-9 _ -`, else a
 * new UUIDv7. The same request always gives the same id, whichever adapter's object it is asked for.
 */
export function requestIdOf(request: AnyRequest): string {
  const key = request.raw ?? request;
  const known = ids.get(key);
  if (known !== undefined) return known;
  const offered = request.headers['x-request-id'];
  const id = typeof offered === 'string' && /^[\w-]{1,64}$/.test(offered) ? offered : newUuid();
  ids.set(key, id);
  return id;
}

/** Sends the request id with an answer and lets every request through. An interceptor would cost each some RxJS. */
@Injectable()
export class RequestIdGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const id = requestIdOf(context.switchToHttp().getRequest<IncomingMessage>());
    setResponseHeader(context, REQUEST_ID_HEADER, id);
    return true;
  }
}
