/** Compiles and packs the package bellwether-client as client/bellwether-client.tgz, for ES modules and CommonJS. */
import { rm, writeFile } from 'node:fs/promises';
import { compile, packed } from './packages.mjs';

await rm('client/dist', { recursive: true, force: true });
compile('tsconfig.client.json');
compile(
  'tsconfig.client.json',
  ...['--module', 'commonjs', '--verbatimModuleSyntax', 'false', '--outDir', 'client/dist/cjs'],
);
await writeFile('client/dist/esm/package.json', '{ "type": "module" }\n');
await packed('client', 'bellwether-client.tgz');
