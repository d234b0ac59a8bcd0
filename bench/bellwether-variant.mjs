/** Bellwether without one of its own parts. `VARIANT` names it, as in `bench/parts.mjs`. */
import { ExpressAdapter } from '@nestjs/platform-express';
import { createServer } from '../dist/create-server.js';
import { BatchedPreferences } from '../dist/messaging/preferences/batched-preferences.service.js';
import { DecisionsService } from '../dist/messaging/decisions/decisions.service.js';
import { readResolution } from '../dist/messaging/decisions/resolution.store.js';
import { readConfig } from '../dist/server/config/config.js';

/** Nest's own adapter for Express. */
function nestAdapter() {
  const adapter = new ExpressAdapter();
  adapter.disable('x-powered-by');
  adapter.disable('etag');
  return adapter;
}

/** Makes lists and effective preferences of one category run a statement for each request. */
function readOneByOne(app) {
  BatchedPreferences.prototype.canBatchList = () => false;
  const decisions = app.get(DecisionsService, { strict: false });
  decisions.batcher.submit = (key) => readResolution(decisions.transactions.shared, key);
}

const { VARIANT } = process.env;
const config = readConfig(process.env);
const app = await createServer(config, VARIANT === 'nest-adapter' ? nestAdapter() : undefined);
if (VARIANT === 'single-reads') readOneByOne(app);
app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
await app.listen(config.port, config.host);
console.log(`Listening on ${await app.getUrl()}`);
