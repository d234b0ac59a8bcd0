/** The server of Bellwether with Nest's Fastify adapter. It reads the same environment variables. */
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { readConfig } from '../dist/server/config/config.js';
import { createServer } from '../dist/create-server.js';
import { BODY_LIMIT } from '../dist/server/http-edge/read-body.js';

function fastifyEdge({ trustedProxies }) {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: 255 * 12 },
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) =>
    done(null, bytes),
  );
  return { adapter, bodyReaders: [] };
}

const config = readConfig(process.env);
const app = await createServer(config, fastifyEdge(config));
app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
await app.listen(config.port, config.host);
console.log(`Listening on ${await app.getUrl()}`);
