import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Request, RequestHandler, Response } from 'express';
import { createServer, IncomingMessage, type RequestListener, ServerResponse } from 'node:http';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/**
 * An Express adapter that calls the handler directly when a request has exactly the method and the path of a route
 * without parameters, and writes JSON answers itself. Express tries one route after another and prepares features that
 * the server does not use, which is half the cost of a request (docs/performance.md).
 */
export class DirectExpressAdapter extends ExpressAdapter {
  private readonly handlers = new Map<string, RequestHandler>();

  constructor() {
    super();
    for (const method of METHODS) {
      const register = this[method].bind(this) as (...args: unknown[]) => unknown;
      this[method] = ((path: unknown, ...handlers: RequestHandler[]) => {
        const [handler] = handlers;
        const isExact = typeof path === 'string' && /^[\w/.-]+$/.test(path);
        const key = `${method.toUpperCase()} ${String(path)}`;
        if (isExact && handler && !this.handlers.has(key)) this.handlers.set(key, handler);
        return register(path, ...handlers);
      }) as never;
    }
  }

  override initHttpServer(): void {
    const app = this.getInstance<Express>();
    const classes = { IncomingMessage: requestOf(app), ServerResponse: responseOf(app) };
    this.httpServer = createServer(classes, ((request: Request, response: Response) => {
      const { method, url } = request;
      const end = url.indexOf('?');
      const handler = this.handlers.get(`${method} ${end < 0 ? url : url.slice(0, end)}`);
      if (!handler) return app(request, response) as unknown;
      Object.assign(request, { res: response, originalUrl: url, baseUrl: '', params: {} });
      return handler(request, response, () => void app(request, response));
    }) as unknown as RequestListener);
  }

  /** Sends an answer. Express answers conditional requests, because it can compare entity tags. */
  override reply(response: ServerResponse, body: unknown, statusCode?: number): unknown {
    // Express needs `request.res`, which it sets only on requests that its own router received.
    Object.assign(response.req, { res: response });
    const isJson =
      typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype;
    if (!isJson || response.req.headers['if-none-match'] !== undefined) {
      return super.reply(response, body, statusCode);
    }
    const text = JSON.stringify(body);
    response.statusCode = statusCode ?? response.statusCode;
    const type = String(response.getHeader('Content-Type') ?? 'application/json');
    response.setHeader('Content-Type', type.includes(';') ? type : `${type}; charset=utf-8`);
    response.setHeader('Content-Length', Buffer.byteLength(text));
    return response.end(text);
  }
}

/** A request class with the members of Express, so that Express need not change the prototype of each request. */
function requestOf(app: Express): typeof IncomingMessage {
  class ExpressRequest extends IncomingMessage {}
  app.request = withMembersOf(app.request, ExpressRequest.prototype);
  return ExpressRequest;
}

function responseOf(app: Express): typeof ServerResponse {
  class ExpressResponse<T extends IncomingMessage = IncomingMessage> extends ServerResponse<T> {}
  app.response = withMembersOf(app.response, ExpressResponse.prototype);
  return ExpressResponse;
}

/** Copies the members of `source` and of its prototype to `prototype`. Express has members in both. */
function withMembersOf<T extends object>(source: T, prototype: object): T {
  for (const holder of [Object.getPrototypeOf(source) as object, source]) {
    const { constructor: _, ...descriptors }: PropertyDescriptorMap =
      Object.getOwnPropertyDescriptors(holder);
    Object.defineProperties(prototype, descriptors);
  }
  return prototype as T;
}
