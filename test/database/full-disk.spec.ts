import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATH, VALID } from '../support/test-server.js';
import { ServerProcess } from '../support/server-process.js';

const KEY = 'b'.repeat(32);
const MIB = 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'bellwether-disk-'));
const options = ['-t', 'tmpfs', '-o', 'size=80m,mode=700', 'tmpfs', folder];
const isMounted = spawnSync('mount', options).status === 0;

// Only root can make a small disk.
(isMounted ? describe : describe.skip)('a full disk of the embedded database', () => {
  let server: ServerProcess;

  beforeEach(async () => {
    server = await ServerProcess.start({
      DATA_DIR: join(folder, 'data'),
      BOOTSTRAP_API_KEY: KEY,
      RATE_LIMIT: 'off',
    });
  });
  afterEach(() => server.stop('SIGKILL'));
  afterAll(() => void execFileSync('umount', ['-l', folder]));

  const ready = async () => (await fetch(`${server.url}/health/ready`)).status;
  const send = (method: string, path: string, body?: object) =>
    fetch(server.url + PATH + path, {
      method,
      headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const put = async (category: string) => (await send('PUT', '', { ...VALID, category })).status;
  /** Fills the disk until `left` bytes are free; returns a function that frees it. */
  const fill = (left: number) => {
    const { bavail, bsize } = statfsSync(folder);
    const filler = join(folder, 'filler');
    writeFileSync(filler, Buffer.alloc(bavail * bsize - left));
    return () => rmSync(filler);
  };

  it('readiness fails while the disk is full, with its cause in the log', async () => {
    const before = [await ready(), await put('before')];
    const empty = fill(0);
    const full = await ready();
    empty();
    const after = [await ready(), await put('after')];

    expect([before, full, after]).toEqual([[200, 200], 503, [200, 200]]);
    expect(server.log.filter(({ context }) => context === 'Readiness')).toMatchObject([
      { msg: 'The server is not ready. disk: less than 16 MiB are free in DATA_DIR' },
      { msg: 'The server is ready again.' },
    ]);
  });

  it('the server ends when PostgreSQL cannot write its log, and a restart has every acknowledged change', async () => {
    const empty = fill(12 * MIB);
    let stored = 0;
    const writeUntilItEnds = async () => {
      for (let batch = 0; batch < 1_000; batch += 1) {
        const categories = Array.from({ length: 100 }, (_, i) => `full-${batch}-${i}`);
        const preferences = categories.map((category) => ({ ...VALID, category }));
        const answer = await send('PUT', '/batch', { preferences }).catch(() => undefined);
        if (answer?.status !== 200) return;
        stored = batch + 1;
      }
    };
    await writeUntilItEnds();
    const code = await server.ended;
    empty();
    const { stderr } = server;
    server = await ServerProcess.start({ DATA_DIR: join(folder, 'data'), BOOTSTRAP_API_KEY: KEY });
    const last = Array.from({ length: 100 }, (_, i) => `category=full-${stored - 1}-${i}`);
    const { data } = (await (await send('GET', `?limit=100&${last.join('&')}`)).json()) as {
      data: object[];
    };

    expect([code, stderr]).toEqual([
      1,
      'DATA_DIR: the disk is full. Start the server again when there is space.\n',
    ]);
    expect(data).toHaveLength(100);
    expect(await put('after')).toBe(200);
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));
