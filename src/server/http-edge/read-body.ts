import type { IncomingMessage } from 'node:http';
import { BATCH_LIMIT, OWNERS_LIMIT } from '../../http/input/json-body.decorator.js';
import { ProblemError } from '../../http/problems/problem.js';
import type { Middleware } from './middleware.js';

const PREVIEW_PATH = /^\/v1\/messaging\/decisions\/preview\/?(\?|$)/;

/** The limit on the body of a request, in bytes. Handlers may have lower limits. */
function bodyLimit({ url = '' }: IncomingMessage): number {
  return PREVIEW_PATH.test(url) ? OWNERS_LIMIT : BATCH_LIMIT;
}

/** Reads the body of a request, if it has one, into `request.body` as bytes. */
export const readBody: Middleware = (
  request: IncomingMessage & { body?: Buffer },
  _response,
  next,
) => {
  const { 'content-length': length, 'transfer-encoding': transfer } = request.headers;
  if (transfer === undefined && (length === undefined || length === '0')) return next();
  const limit = bodyLimit(request);
  if (Number(length) > limit) return next(new ProblemError('payload_too_large'));
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size <= limit) return;
    request.off('data', take).off('end', finish).resume();
    next(new ProblemError('payload_too_large'));
  };
  const finish = () => {
    request.body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    next();
  };
  // After an error on the request there is no client to answer.
  request
    .on('data', take)
    .on('end', finish)
    .on('error', () => undefined);
};

/** Rejects compressed bodies on every route, because a small body could become large when it is decompressed. */
export const refuseEncoded: Middleware = (request, _response, next) => {
  const { 'content-encoding': encoding = 'identity' } = request.headers;
  next(encoding === 'identity' ? undefined : new ProblemError('unsupported_media_type'));
};
