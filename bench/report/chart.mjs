const WIDTH = 760;
const LABELS = 190;
const VALUES = 80;
const ROW = 26;
const BAR = 16;
const HEADING = 54;

const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #1f2328; }
    .heading { font-weight: 600; }
    .server { fill: #2f6fb5; }
    .postgres { fill: #e08a3c; }
    .rate { fill: #5b8c5a; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .server { fill: #6ea8e6; }
      .postgres { fill: #f0a95f; }
      .rate { fill: #86b885; }
    }`;

/**
 * Draws two bar charts as SVG, one below the other: the CPU for 1,000 requests, with the server and PostgreSQL in one
 * bar, and the requests/s. The colours follow the light or dark mode of the reader.
 * @param {string} title
 * @param {{ title: string; rate: number; serverCpu: number; postgresCpu: number }[]} contenders
 */
export function chartOf(title, contenders) {
  const cpu = panel(0, `${title}: CPU seconds for 1,000 requests`, contenders, (contender) => ({
    parts: [
      ['server', contender.serverCpu],
      ['postgres', contender.postgresCpu],
    ],
    shown: (contender.serverCpu + contender.postgresCpu).toFixed(2),
  }));
  const below = heightOf(contenders) + 12;
  const rate = panel(below, `${title}: requests/s`, contenders, (contender) => ({
    parts: [['rate', contender.rate]],
    shown: String(Math.round(contender.rate)),
  }));
  const height = below + heightOf(contenders);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">
  <title>${escaped(title)}: CPU and requests/s of each contender</title>
  <style>${STYLE}
  </style>
${[...cpu, legend(), ...rate].join('\n')}
</svg>
`;
}

const heightOf = (contenders) => HEADING + contenders.length * ROW;

function panel(top, heading, contenders, barOf) {
  const bars = contenders.map(barOf);
  const lengths = bars.map(({ parts }) => parts.reduce((sum, [, value]) => sum + value, 0));
  const scale = (WIDTH - LABELS - VALUES) / Math.max(...lengths);
  const rows = contenders.flatMap(({ title }, index) =>
    row(top + HEADING - 10 + index * ROW, title, bars[index], scale),
  );
  return [text(0, top + 18, heading, 'heading'), ...rows];
}

function row(top, title, { parts, shown }, scale) {
  let left = LABELS;
  const bars = parts.map(([kind, value]) => {
    const width = value * scale;
    const bar = rectangle(left, top, width, kind);
    left += width;
    return bar;
  });
  return [text(0, top + 13, title), ...bars, text(left + 6, top + 13, shown)];
}

/** The legend is to the right of the first heading. */
function legend() {
  const left = WIDTH - 190;
  return [
    rectangle(left, 6, BAR, 'server'),
    text(left + 22, 19, 'server'),
    rectangle(left + 80, 6, BAR, 'postgres'),
    text(left + 102, 19, 'PostgreSQL'),
  ].join('\n');
}

function rectangle(left, top, width, kind) {
  return `  <rect class="${kind}" x="${left.toFixed(1)}" y="${top}" width="${width.toFixed(1)}" height="${BAR}"/>`;
}

function text(left, top, words, kind) {
  const of = kind ? ` class="${kind}"` : '';
  return `  <text${of} x="${left.toFixed(1)}" y="${top}">${escaped(words)}</text>`;
}

function escaped(words) {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
