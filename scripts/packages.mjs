/** The steps that the packages have in common. */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';

/** Runs the TypeScript compiler. */
export function compile(config, ...options) {
  execFileSync('npx', ['tsc', '-p', config, ...options], { stdio: 'inherit' });
}

/** Adds the licence, the change log and the guides to the package in `folder`, and packs it as `folder/file`. */
export async function packed(folder, file) {
  for (const name of ['LICENSE', 'CHANGELOG.md']) await cp(name, `${folder}/${name}`);
  await rm(`${folder}/docs`, { recursive: true, force: true });
  await mkdir(`${folder}/docs`);
  for (const name of await readdir('docs')) {
    if (name.endsWith('.md')) await cp(`docs/${name}`, `${folder}/docs/${name}`);
  }
  const [{ filename, files, unpackedSize }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent'], { cwd: folder }),
  );
  await rename(`${folder}/${filename}`, `${folder}/${file}`);
  console.log(`${folder}/${file}: ${files.length} files, ${unpackedSize} bytes unpacked.`);
}
