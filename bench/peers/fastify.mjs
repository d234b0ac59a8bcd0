/** A server on Fastify and node-postgres, written like the guide of Fastify. */
import fastify from 'fastify';
import { BODY_LIMIT, faultIn, PATH, problemOf } from './contract.mjs';
import { authenticate } from './keys.mjs';
import { PreferenceStore } from './preference-store.mjs';

const store = new PreferenceStore();
await store.open();

const app = fastify({ bodyLimit: BODY_LIMIT });
app.decorateRequest('owner', null);
app.addHook('onRequest', async (request, reply) => {
  request.owner = authenticate(request.headers.authorization);
  if (!request.owner) return reply.code(401).send(problemOf(401));
});
app.put(PATH, async (request, reply) => {
  const fault = faultIn(request.body);
  if (fault) return reply.code(400).send(problemOf(400, fault));
  return store.upsert(request.owner, request.body);
});
app.get(PATH, (request) => store.list(request.owner));
app.get(`${PATH}/effective`, ({ owner, query }) => store.effective(owner, query.category));

console.log(`Listening on ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
