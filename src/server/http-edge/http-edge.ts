import type { AbstractHttpAdapter } from '@nestjs/core';
import type { Config } from '../config/config.js';
import { LeanExpressAdapter } from './lean-express.adapter.js';
import type { Middleware } from './middleware.js';
import { readBody } from './read-body.js';

/** The parts that depend on the HTTP framework. With every framework, handlers get the body as bytes. */
export interface HttpEdge {
  adapter: AbstractHttpAdapter;
  /** The middleware that reads the body, if the adapter does not read it itself. */
  bodyReaders: readonly Middleware[];
}

/** The parts for Express, which the server uses. */
export function expressEdge({ trustedProxies }: Pick<Config, 'trustedProxies'>): HttpEdge {
  const adapter = new LeanExpressAdapter();
  adapter.disable('x-powered-by');
  adapter.disable('etag');
  adapter.enable('case sensitive routing');
  adapter.set('trust proxy', trustedProxies);
  return { adapter, bodyReaders: [readBody] };
}
