/** The server of Bellwether with Nest's Fastify adapter. It reads the same environment variables. */
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { readConfig } from '../dist/server/config/config.js';
import { createServer } from '../dist/create-server.js';

function fastifyAdapter({ trustedProxies }) {
  const adapter = new FastifyAdapter({
    trustProxy: trustedProxies,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 255 * 12 },
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
  return adapter;
}

const config = readConfig(process.env);
const app = await createServer(config, fastifyAdapter(config));
app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
await app.listen(config.port, config.host);
console.log(`Listening on ${await app.getUrl()}`);
