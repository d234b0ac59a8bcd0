/**
 * Counts the files and functions of dist/ that run only because of one PUT of a preference. Compares V8's coverage of
 * two starts on an embedded database: one without a request, and one with the PUT.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const BODY = { in_app_enabled: true, email_enabled: true, push_enabled: false, digest: 'daily' };

const folder = mkdtempSync(join(tmpdir(), 'bellwether-count-'));

/** Starts the server on the folder, runs `work` and stops the server. Returns the key that the server printed. */
async function run(coverage, work) {
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0', RATE_LIMIT: 'off' };
  if (coverage) env.NODE_V8_COVERAGE = join(folder, coverage);
  const server = spawn(process.execPath, ['dist/main.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let key;
  for await (const line of createInterface(server.stdout)) {
    key ??= /Bearer (bw_\w+)/.exec(line)?.[1];
    const [, url] = /^Listening on (\S+)/.exec(line) ?? [];
    if (!url) continue;
    await work?.(url);
    server.kill('SIGTERM');
    break;
  }
  server.stdout.resume();
  if (server.exitCode === null) await once(server, 'exit');
  return key;
}

/** The functions that ran, by file and position. */
function functionsIn(folder) {
  const ran = new Map();
  for (const file of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const { url, functions } of result) {
      const [, path] = /\/dist\/(.+)$/.exec(url) ?? [];
      if (!path || url.includes('node_modules')) continue;
      for (const { functionName, ranges } of functions) {
        const [{ count, startOffset }] = ranges;
        if (count > 0) ran.set(`${path}:${startOffset}`, { path, functionName });
      }
    }
  }
  return ran;
}

async function put(url, key) {
  const response = await fetch(`${url}/v1/messaging/preferences`, {
    method: 'PUT',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      Connection: 'close',
    },
    body: JSON.stringify(BODY),
  });
  if (response.status !== 200) throw new Error(`The PUT was answered with ${response.status}.`);
}

const key = await run();
await run('idle');
await run('served', (url) => put(url, key));
const [idle, served] = ['idle', 'served'].map((name) => functionsIn(join(folder, name)));
rmSync(folder, { recursive: true, force: true });
const added = [...served].filter(([id]) => !idle.has(id)).map(([, it]) => it);
const named = added.filter(({ functionName }) => functionName !== '');
if (process.argv.includes('--list')) {
  for (const { path, functionName } of named) console.log(`${path} ${functionName}`);
}
const countFiles = (functions) => new Set(functions.map(({ path }) => path)).size;
console.log(`One PUT runs ${named.length} named functions in ${countFiles(named)} files,`);
console.log(
  `including anonymous functions, ${added.length} functions in ${countFiles(added)} files.`,
);
