import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Request, RequestHandler, Response } from 'express';
import { createServer, IncomingMessage, type RequestListener, ServerResponse } from 'node:http';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/**
 * Express that goes straight to the handler where a request has exactly the method and the path of a route without
 * parameters, and answers JSON with no more than it takes. Express itself asks one route after the other and
 * prepares for much that we have no use for: half of what a request costs (docs/performance.md).
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

  /** Conditional requests are Express's: it knows how to compare. */
  override reply(response: ServerResponse, body: unknown, statusCode?: number): unknown {
    // Express asks the request for its answer, which it only gives to those that came to it.
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

/** Born as Express wants its requests, which it would otherwise make of each by changing its prototype. */
function requestOf(app: Express): typeof IncomingMessage {
  class BornRequest extends IncomingMessage {}
  app.request = adopted(BornRequest.prototype, app.request);
  return BornRequest;
}

function responseOf(app: Express): typeof ServerResponse {
  class BornResponse<T extends IncomingMessage = IncomingMessage> extends ServerResponse<T> {}
  app.response = adopted(BornResponse.prototype, app.response);
  return BornResponse;
}

/** All that Express gives its requests or responses, of the application and of its own. */
function adopted<T extends object>(prototype: object, given: T): T {
  for (const from of [Object.getPrototypeOf(given) as object, given]) {
    const { constructor: _, ...descriptors }: PropertyDescriptorMap =
      Object.getOwnPropertyDescriptors(from);
    Object.defineProperties(prototype, descriptors);
  }
  return prototype as T;
}
