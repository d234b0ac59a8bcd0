import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const PAGE = 'docs/performance.md';
const CHART = 'docs/performance.svg';

/** Writes Markdown between `<!-- name -->` and `<!-- /name -->` in docs/performance.md. */
export async function writeSection(name, markdown) {
  const page = await readFile(PAGE, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, stop] = [page.indexOf(begin) + begin.length, page.indexOf(end)];
  if (start < begin.length || stop < start) throw new Error(`${PAGE} lacks ${begin} … ${end}.`);
  const written = `${page.slice(0, start)}\n\n${markdown}\n\n${page.slice(stop)}`;
  const style = await resolveConfig(PAGE);
  await writeFile(PAGE, await format(written, { ...style, parser: 'markdown' }));
}

/** @param {string} svg */
export async function writeChart(svg) {
  await writeFile(CHART, svg);
}
