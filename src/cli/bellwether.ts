#!/usr/bin/env node
import { run } from './program.js';

// The reader of a pipe may end first, as in `bellwether openapi | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2));
