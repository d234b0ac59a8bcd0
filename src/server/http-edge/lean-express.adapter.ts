import { ExpressAdapter } from '@nestjs/platform-express';
import express, { type Express } from 'express';
import { createServer, IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import type { Config } from '../config/config.js';

/**
 * An Express adapter whose requests and responses have the members of Express from the start. Otherwise Express changes
 * the prototype of each of them, which is a fifth to a half of the CPU of a request (`npm run bench:parts`).
 */
export class LeanExpressAdapter extends ExpressAdapter {
  constructor({ trustedProxies }: Pick<Config, 'trustedProxies'>) {
    const app = express();
    // Nest's adapter makes the router, which reads this setting then.
    app.enable('case sensitive routing');
    super(app);
    this.disable('x-powered-by');
    this.disable('etag');
    this.set('trust proxy', trustedProxies);
  }

  override initHttpServer(): void {
    const app = this.getInstance<Express>();
    const options = {
      IncomingMessage: requestOf(app),
      ServerResponse: responseOf(app),
      // The server answers a missing header with a problem.
      requireHostHeader: false,
    };
    this.httpServer = createServer(options, app as RequestListener);
  }

  override reply(response: ServerResponse, body: unknown, statusCode?: number): unknown {
    // Express sets `request.res` only on requests that it received. Middleware may have answered before.
    Object.assign(response.req, { res: response });
    return super.reply(response, body, statusCode);
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
