/** A server without a framework: only node:http and node-postgres. */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { BODY_LIMIT, faultIn, PATH, problemOf } from './contract.mjs';
import { authenticate } from './keys.mjs';
import { PreferenceStore } from './preference-store.mjs';

const EFFECTIVE = `${PATH}/effective?category=`;

const store = new PreferenceStore();

function readBody(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', (chunk) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
    });
    request.on('end', () => resolve(size > BODY_LIMIT ? undefined : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

async function put(request, response, owner) {
  if (!request.headers['content-type']?.startsWith('application/json')) return send(response, 415);
  const bytes = await readBody(request);
  if (!bytes) return send(response, 413);
  let input;
  try {
    input = JSON.parse(bytes.toString());
  } catch {
    return send(response, 400, problemOf(400, 'Not JSON.'));
  }
  const fault = faultIn(input);
  if (fault) return send(response, 400, problemOf(400, fault));
  return send(response, 200, await store.upsert(owner, input));
}

async function answer(request, response) {
  const { method, url } = request;
  const owner = authenticate(request.headers.authorization);
  if (!owner) return send(response, 401);
  if (url === PATH && method === 'PUT') return put(request, response, owner);
  if (url === PATH && method === 'GET') return send(response, 200, await store.list(owner));
  if (!url.startsWith(EFFECTIVE) || method !== 'GET') return send(response, 404);
  const category = decodeURIComponent(url.slice(EFFECTIVE.length));
  return send(response, 200, await store.effective(owner, category));
}

function send(response, status, body = problemOf(status)) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

await store.open();
const server = createServer((request, response) => {
  answer(request, response).catch(() => send(response, 500));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
