import type { AbstractHttpAdapter } from '@nestjs/core';
import type { Config } from '../config/config.js';
import { DirectExpressAdapter } from './direct-express.adapter.js';
import type { Middleware } from './middleware.js';
import { readBody } from './read-body.js';

/** What differs from one HTTP framework to the next. Whichever it is, bodies reach the handlers as bytes. */
export interface HttpEdge {
  adapter: AbstractHttpAdapter;
  /** What reads the body, where the adapter does not do it itself. */
  bodyReaders: readonly Middleware[];
}

/** The server on Express, as it is shipped. */
export function expressEdge({ trustedProxies }: Pick<Config, 'trustedProxies'>): HttpEdge {
  const adapter = new DirectExpressAdapter();
  adapter.disable('x-powered-by');
  adapter.disable('etag');
  adapter.set('trust proxy', trustedProxies);
  return { adapter, bodyReaders: [readBody] };
}
