import type { AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { raw } from 'express';
import type { Config } from '../config/config.js';
import { BATCH_LIMIT } from '../http/json-body.decorator.js';

/** The largest body that is read, in bytes; handlers may take less. */
export const BODY_LIMIT = BATCH_LIMIT;

/** What differs from one HTTP framework to the next. Whichever it is, bodies reach the handlers as bytes. */
export interface HttpEdge {
  adapter: AbstractHttpAdapter;
  /** Middleware that reads the body, where the adapter does not do it itself. */
  middleware: ReturnType<typeof raw>[];
}

/** The server on Express, as it is shipped. */
export function expressEdge({ trustedProxies }: Pick<Config, 'trustedProxies'>): HttpEdge {
  const adapter = new ExpressAdapter();
  adapter.disable('x-powered-by');
  adapter.disable('etag');
  adapter.set('trust proxy', trustedProxies);
  const bytes = raw({ type: () => true, limit: BODY_LIMIT, inflate: false });
  return { adapter, middleware: [bytes] };
}
