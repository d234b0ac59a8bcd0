/** Packs the compiled library/, the licence and the change log as library/bellwether.tgz. */
import { execFileSync } from 'node:child_process';
import { cp, rename } from 'node:fs/promises';

for (const file of ['LICENSE', 'CHANGELOG.md']) await cp(file, `library/${file}`);
const [{ filename, files, unpackedSize }] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--silent'], { cwd: 'library' }),
);
await rename(`library/${filename}`, 'library/bellwether.tgz');
console.log(`library/bellwether.tgz: ${files.length} files, ${unpackedSize} bytes unpacked.`);
