/** Compiles and packs the package bellwether as library/bellwether.tgz (decision 14). */
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { compile, packed } from './packages.mjs';

const DIST = 'library/dist';
const BUILD = `${DIST}/index.js`;

await rm(DIST, { recursive: true, force: true });
compile('tsconfig.library.json');

// The ES module has a name for each export of the CommonJS build, so both have the same classes.
const names = Object.keys(createRequire(import.meta.url)(`../${BUILD}`)).sort();
await writeFile(
  `${DIST}/index.mjs`,
  `import library from './index.js';\n\nexport const { ${names.join(', ')} } = library;\n`,
);
await writeFile(`${DIST}/index.d.mts`, "export * from './index.js';\n");
await packed('library', 'bellwether.tgz');
