import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';

/** Sends the request id with an answer, through whichever HTTP adapter the application runs on. */
@Injectable()
export class RequestIdInterceptor implements NestInterceptor {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  intercept(context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
    const http = context.switchToHttp();
    const id = requestIdOf(http.getRequest<IncomingMessage>());
    this.adapterHost.httpAdapter.setHeader(http.getResponse(), REQUEST_ID_HEADER, id);
    return next.handle();
  }
}
