/**
 * Measures decisions for a million recipients. Compares Bellwether's statement with a minimal statement, both without
 * and with storing the rows, and with calls of the service for a thousand recipients each.
 * Usage: npm run bench:many [-- --recipients N] [--write]
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { readConfig } from '../dist/server/config/config.js';
import { createServer } from '../dist/create-server.js';
import { DecisionsForManyService, DecisionsService } from '../dist/index.js';
import { PostgresCluster } from '../test/support/postgres-cluster.mjs';
import { peakMemoryOf } from './load/peak-memory.mjs';
import { POSTGRES_SETTINGS } from './postgres-settings.mjs';
import { median } from './report/median.mjs';
import { writeSection } from './report/performance-page.mjs';

const CATEGORY = 'product.news';
const ROUNDS = 5;
const BATCH = 1_000;
const PREVIEW = 10_000;
const RECIPIENTS = 'SELECT owner_id FROM recipient';

/**
 * The minimal statement: the two joins, and for each recipient the channels, the digest, the source and one reason. It
 * has no registry of categories and no rules.
 */
const BARE = `
  SELECT r.owner_id,
    CASE WHEN own.id IS NOT NULL THEN 'category' WHEN g.id IS NOT NULL THEN 'global_default' ELSE 'system_default' END AS source,
    coalesce(own.digest, g.digest, 'instant') AS digest,
    coalesce(own.in_app_enabled, g.in_app_enabled, true) AS in_app_enabled,
    coalesce(own.email_enabled, g.email_enabled, true) AS email_enabled,
    coalesce(own.push_enabled, g.push_enabled, true) AS push_enabled,
    CASE WHEN NOT coalesce(own.email_enabled, g.email_enabled, true) THEN 'email_disabled'
      WHEN coalesce(own.digest, g.digest, 'instant') = 'off' THEN 'digest_off' END AS email_reason
  FROM recipient AS r
  LEFT JOIN notification_preference AS own
    ON own.tenant_id = '' AND own.category = '${CATEGORY}' AND own.owner_id = r.owner_id
  LEFT JOIN notification_preference AS g
    ON g.tenant_id = '' AND g.category = '' AND g.owner_id = r.owner_id`;

async function fill(dataSource, recipients) {
  const preferences = (category, part, digest) => `
    INSERT INTO notification_preference (id, created_at, updated_at, in_app_enabled, email_enabled,
      push_enabled, digest, tenant_id, owner_id, category)
    SELECT gen_random_uuid(), now(), now(), n % 2 = 0, n % 3 > 0, n % 5 > 0, ${digest}, '',
      owner_id, '${category}'
    FROM (SELECT owner_id, abs(hashtext(owner_id || '${category}')) AS n FROM recipient) AS given
    WHERE n % 100 < ${part}`;
  await dataSource.query('CREATE TABLE recipient (owner_id text COLLATE "C" PRIMARY KEY)');
  await dataSource.query(
    `INSERT INTO recipient SELECT 'user-' || md5(n::text) FROM generate_series(1, ${recipients}) AS n`,
  );
  await dataSource.query(
    preferences(CATEGORY, 30, "(ARRAY['instant', 'daily', 'off'])[1 + n % 3]"),
  );
  await dataSource.query(preferences('', 50, "(ARRAY['instant', 'hourly'])[1 + n % 2]"));
  await dataSource.query('VACUUM ANALYZE');
}

/** The milliseconds in which PostgreSQL computes every row and column. It sends none of them. */
async function decided(dataSource, { text, parameters }) {
  const [row] = await dataSource.query(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    parameters,
  );
  const [plan] = row['QUERY PLAN'];
  return plan['Planning Time'] + plan['Execution Time'];
}

/** The milliseconds in which PostgreSQL stores every row in a table without indexes. */
async function stored(dataSource, { text, parameters }) {
  await dataSource.query('DROP TABLE IF EXISTS outcome');
  await dataSource.query(
    `CREATE TABLE outcome AS SELECT * FROM (${text.replaceAll(/\$\d+/g, 'NULL')}) AS o LIMIT 0`,
  );
  const before = performance.now();
  await dataSource.query(`INSERT INTO outcome ${text}`, parameters);
  return performance.now() - before;
}

/** The milliseconds in which `decide` decides for all recipients, `size` of them in each call. */
async function inBatches(dataSource, size, decide) {
  const owners = await dataSource.query(RECIPIENTS);
  const before = performance.now();
  for (let start = 0; start < owners.length; start += size) {
    const ownerIds = owners.slice(start, start + size).map((owner) => owner.owner_id);
    await decide(ownerIds);
  }
  return performance.now() - before;
}

function tableOf(figures, recipients) {
  const rows = [
    ['decide', 'the two joins by hand', figures.bareDecided],
    ['decide', 'Bellwether', figures.decided, figures.bareDecided],
    ['decide and store', 'the two joins by hand', figures.bareStored],
    ['decide and store', 'Bellwether', figures.stored, figures.bareStored],
  ].map(([what, by, times, peer]) => {
    const seconds = median(times) / 1_000;
    const ratio = peer ? (seconds / (median(peer) / 1_000)).toFixed(2) : '';
    return `| ${what} | ${by} | ${seconds.toFixed(2)} | ${ratio} |`;
  });
  return [
    `${recipients.toLocaleString('en')} recipients. Medians of ${ROUNDS} rounds; work_mem 128 MB, tables in memory.`,
    '',
    '| | by | seconds | × by hand |',
    '| --- | --- | ---: | ---: |',
    ...rows,
    `| decide | \`effectivePreferencesOf\`, ${BATCH} at a time | ${(figures.batches / 1_000).toFixed(2)} | |`,
    `| decide | \`preview\`, ${PREVIEW} at a time | ${(figures.previews / 1_000).toFixed(2)} | |`,
    '',
    `The peak of Node's memory was ${figures.memoryBefore.toFixed(0)} MiB before the rounds, ` +
      `${figures.memoryAfter.toFixed(0)} MiB after them, and ${figures.memoryOfBatches.toFixed(0)} MiB after the batches, ` +
      'which keep the ids of all recipients in memory.',
  ].join('\n');
}

async function measure(dataSource, app) {
  const recipients = { text: RECIPIENTS, parameters: [] };
  const ours = await app
    .get(DecisionsForManyService, { strict: false })
    .statement({ category: CATEGORY, recipients });
  const bare = { text: BARE, parameters: [] };
  const figures = { bareDecided: [], decided: [], bareStored: [], stored: [] };
  figures.memoryBefore = peakMemoryOf(process.pid);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times = {
      bareDecided: await decided(dataSource, bare),
      decided: await decided(dataSource, ours),
      bareStored: await stored(dataSource, bare),
      stored: await stored(dataSource, ours),
    };
    // The first round only warms up.
    if (round === 0) continue;
    for (const [name, time] of Object.entries(times)) figures[name].push(time);
  }
  figures.memoryAfter = peakMemoryOf(process.pid);
  const decisions = app.get(DecisionsService, { strict: false });
  figures.batches = await inBatches(dataSource, BATCH, (ownerIds) =>
    decisions.effectivePreferencesOf({ ownerIds }, CATEGORY),
  );
  const forMany = app.get(DecisionsForManyService, { strict: false });
  const caller = { ownerId: 'bench', permissions: ['owners:read'] };
  figures.previews = await inBatches(dataSource, PREVIEW, (ownerIds) =>
    forMany.preview(caller, { category: CATEGORY, ownerIds }),
  );
  figures.memoryOfBatches = peakMemoryOf(process.pid);
  return figures;
}

const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '1000000' },
    write: { type: 'boolean', default: false },
  },
});
const cluster = await PostgresCluster.create({
  durable: true,
  settings: { ...POSTGRES_SETTINGS, work_mem: '128MB' },
});
try {
  const url = await cluster.createDatabase('many');
  const app = await createServer(readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent' }));
  const dataSource = app.get(DataSource);
  const recipients = Number(values.recipients);
  await fill(dataSource, recipients);
  const table = tableOf(await measure(dataSource, app), recipients);
  console.log(table);
  if (values.write) await writeSection('many', table);
  await app.close();
} finally {
  await cluster.remove();
}
