import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Config } from '../../src/server/config/config.js';
import { toProblem } from '../../src/http/problems/to-problem.js';

/** Runs the server on Fastify, so that every HTTP suite can run on it. */
export function fastifyAdapter({ trustedProxies }: Pick<Config, 'trustedProxies'>): FastifyAdapter {
  const adapter = new FastifyAdapter({
    http: { requireHostHeader: false },
    trustProxy: trustedProxies,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = toProblem(error);
      void reply
        .code(problem.status)
        .header('Content-Type', 'application/problem+json')
        .send(JSON.stringify(problem.body(request.url, request.id)));
    },
    // An owner id of 255 code points, percent-encoded.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 255 * 12 },
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  // The handlers read the body after the guards.
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
  return adapter;
}
