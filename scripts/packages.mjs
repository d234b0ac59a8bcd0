/** The steps that the packages have in common. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const FILES = 'https://github.com/bellwether/bellwether/blob/main';

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
  for (const name of await readdir(`${folder}/docs`))
    await linkToRepository(folder, `docs/${name}`);
  await linkToRepository(folder, 'CHANGELOG.md');
  const [{ filename, files, unpackedSize }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent'], { cwd: folder }),
  );
  await rename(`${folder}/${filename}`, `${folder}/${file}`);
  console.log(`${folder}/${file}: ${files.length} files, ${unpackedSize} bytes unpacked.`);
}

/** Replaces the relative links of a page to files that are not in the package by links to the repository. */
async function linkToRepository(folder, page) {
  const text = await readFile(`${folder}/${page}`, 'utf8');
  const linked = text.replaceAll(/\]\((?!https?:|#)([^)#]+)/g, (link, target) => {
    const path = join(dirname(page), target);
    return existsSync(`${folder}/${path}`) ? link : `](${FILES}/${path}`;
  });
  await writeFile(`${folder}/${page}`, linked);
}
