import { SERVER_SETTINGS } from './bellwether-settings.mjs';
import { keyOf, ownerOf } from './peers/keys.mjs';
import { makeKeys } from './make-keys.mjs';
import { ServerProcess } from './server-process.mjs';

/**
 * The servers that are measured. Each has a name, a title for the report, the command that starts it, and a function
 * that returns its keys.
 */
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
  const keys = (url, count) =>
    makeKeys(
      url,
      Array.from({ length: count }, (_, number) => ownerOf(number)),
    );
  return { name, title, command: [program], keys };
}

/**
 * Starts a contender on a new, empty database. Returns it with keys for `owners` owners and one more key for the
 * checks.
 */
export async function startContender(contender, cluster, owners) {
  const databaseUrl = await cluster.createDatabase(contender.name);
  const server = await ServerProcess.start(contender.command, {
    DATABASE_URL: databaseUrl,
    ...SERVER_SETTINGS,
  });
  try {
    const keys = await contender.keys(server.url, owners + 1);
    return { ...contender, databaseUrl, server, keys: keys.slice(0, -1), checkKey: keys.at(-1) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
