import { CASES } from '../workload.mjs';

const HEADINGS = [
  'contender',
  'requests/s',
  '× raw',
  'p50 ms',
  '× raw',
  'p99 ms',
  '× raw',
  'server CPU',
  'PostgreSQL CPU',
  'both',
  '× raw',
];

/** The report in Markdown: a table for each case. */
export function reportOf(results, { rounds, seconds }, machine) {
  const tables = Object.entries(results).map(
    ([name, contenders]) => `### ${CASES[name].title}\n\n${tableOf(contenders)}`,
  );
  const how = `Medians of ${rounds} rounds of ${seconds} s. CPU in seconds for 1,000 requests.`;
  return [`${machine} ${how}`, ...tables].join('\n\n');
}

function tableOf(contenders) {
  const raw = contenders.find(({ name }) => name === 'raw');
  const rows = contenders.map((contender) => cellsOf(contender, raw));
  const widths = HEADINGS.map((heading, at) =>
    Math.max(...[HEADINGS, ...rows].map((row) => row[at].length)),
  );
  const line = (cells) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width) : '-'.repeat(width - 1) + ':',
  );
  return [line(HEADINGS), line(rule), ...rows.map(line)].join('\n');
}

function cellsOf(contender, raw) {
  const { title, rate, p50, p99, serverCpu, postgresCpu } = contender;
  const ratio = (value) => (raw ? (value(contender) / value(raw)).toFixed(2) : '–');
  return [
    title,
    String(Math.round(rate)),
    ratio((one) => one.rate),
    p50.toFixed(2),
    ratio((one) => one.p50),
    p99.toFixed(2),
    ratio((one) => one.p99),
    serverCpu.toFixed(3),
    postgresCpu.toFixed(3),
    (serverCpu + postgresCpu).toFixed(3),
    ratio((one) => one.serverCpu + one.postgresCpu),
  ];
}
