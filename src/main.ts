import { readConfig } from './server/config/config.js';
import { StartError } from './server/config/start-error.js';
import { serve } from './serve.js';

try {
  await serve(readConfig(process.env));
} catch (error) {
  process.stderr.write(error instanceof StartError ? `${error.message}\n` : format(error));
  process.exit(1);
}

function format(error: unknown): string {
  return `${error instanceof Error ? error.stack : String(error)}\n`;
}
