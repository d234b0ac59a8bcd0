import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';
import { setResponseHeader } from './response-header.js';

/** Sends the request id with an answer and lets every request through. An interceptor would cost each some RxJS. */
@Injectable()
export class RequestIdGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const id = requestIdOf(context.switchToHttp().getRequest<IncomingMessage>());
    setResponseHeader(context, REQUEST_ID_HEADER, id);
    return true;
  }
}
