import { keyOf, ownerOf } from './peers/keys.mjs';
import { ServerProcess } from './server-process.mjs';

const BOOTSTRAP_KEY = 'the-bench-makes-every-other-key-with-this-one';
const KEYS_AT_ONCE = 8;

/** Who is measured: how it is called, the command that starts it, and where its keys come from. */
export const CONTENDERS = [
  peer('raw', 'node:http + pg'),
  peer('fastify', 'Fastify + pg'),
  peer('express', 'Express + pg'),
  peer('nest-upsert', 'Nest + TypeORM upsert'),
  peer('nest-find-save', 'Nest + TypeORM find, save'),
  bellwether('bellwether', 'Bellwether (Express)', 'dist/main.js'),
  bellwether('bellwether-fastify', 'Bellwether on Fastify', 'bench/bellwether-fastify.mjs'),
];

function peer(name, title) {
  const keys = (_url, count) => Array.from({ length: count }, (_, number) => keyOf(number));
  return { name, title, command: [`bench/peers/${name}.mjs`], keys };
}

function bellwether(name, title, program) {
  return { name, title, command: [program], keys: makeKeys };
}

/** Makes a key for each of so many owners through the API. */
async function makeKeys(url, count) {
  const keys = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const number = next++;
      keys[number] = await makeKey(url, ownerOf(number));
    }
  };
  await Promise.all(Array.from({ length: KEYS_AT_ONCE }, work));
  return keys;
}

async function makeKey(url, ownerId) {
  const response = await fetch(`${url}/v1/access/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ owner_id: ownerId, role: 'member', name: 'Bench' }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()).secret;
}

/**
 * Starts a contender on an empty database of its own, with keys for `owners` owners and one more, which is for
 * the checks.
 */
export async function startContender(contender, cluster, owners) {
  const databaseUrl = await cluster.createDatabase(contender.name);
  const server = await ServerProcess.start(contender.command, {
    DATABASE_URL: databaseUrl,
    BOOTSTRAP_API_KEY: BOOTSTRAP_KEY,
  });
  try {
    const keys = await contender.keys(server.url, owners + 1);
    return { ...contender, databaseUrl, server, keys: keys.slice(0, -1), checkKey: keys.at(-1) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
