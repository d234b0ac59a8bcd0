/** A server on Express and node-postgres, written like the guide of Express. */
import express from 'express';
import { BODY_LIMIT, faultIn, PATH, problemOf } from './contract.mjs';
import { authenticate } from './keys.mjs';
import { PreferenceStore } from './preference-store.mjs';

const store = new PreferenceStore();
await store.open();

const app = express();
app.use((request, response, next) => {
  request.owner = authenticate(request.headers.authorization);
  if (request.owner) next();
  else response.status(401).json(problemOf(401));
});
app.use(express.json({ limit: BODY_LIMIT }));
app.put(PATH, async (request, response) => {
  const fault = faultIn(request.body);
  if (fault) response.status(400).json(problemOf(400, fault));
  else response.json(await store.upsert(request.owner, request.body));
});
app.get(PATH, async (request, response) => {
  response.json(await store.list(request.owner));
});
app.get(`${PATH}/effective`, async ({ owner, query }, response) => {
  response.json(await store.effective(owner, query.category));
});

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
