// Seconds against rows, both logarithmic, as an SVG that reads well on light and dark ground.

const WIDTH = 720;
const HEIGHT = 420;
const LEFT = 62;
const RIGHT = 210;
const TOP = 20;
const BOTTOM = 52;
const LABEL_GAP = 17;
/** Okabe and Ito's colours, told apart by most eyes; light enough for dark ground and dark enough for light. */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b08a00'];

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #3b4252; }
  .grid { stroke: #d5d9e2; }
  @media (prefers-color-scheme: dark) { text { fill: #d5d9e2; } .grid { stroke: #454c59; } }`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const rounded = (value) => Number(value.toFixed(1));

/** Moves labels apart that would overlap, keeping their order. */
function apart(labels) {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  sorted.forEach((label, i) => {
    if (i > 0) label.y = Math.max(label.y, sorted[i - 1].y + LABEL_GAP);
  });
  return sorted;
}

/** Powers of ten around these values, exponents. */
const decades = (values) => [
  Math.floor(Math.log10(Math.min(...values))),
  Math.ceil(Math.log10(Math.max(...values))),
];

/** @param {{ title: string, points: { rows: number, seconds: number }[] }[]} series */
export function scalePlot(series) {
  const points = series.flatMap((one) => one.points);
  const sizes = [...new Set(points.map(({ rows }) => rows))].toSorted((a, b) => a - b);
  const [low, high] = decades(points.map(({ seconds }) => seconds));
  const [first, last] = [Math.log10(sizes[0]), Math.log10(sizes.at(-1))];
  const x = (rows) =>
    LEFT + ((Math.log10(rows) - first) / (last - first || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (seconds) =>
    HEIGHT - BOTTOM - ((Math.log10(seconds) - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const line = (x1, y1, x2, y2) =>
    `<line class="grid" x1="${rounded(x1)}" y1="${rounded(y1)}" x2="${rounded(x2)}" y2="${rounded(y2)}"/>`;
  const text = (at, down, words, anchor, extra = '') =>
    `<text x="${rounded(at)}" y="${rounded(down)}" text-anchor="${anchor}"${extra}>${escaped(words)}</text>`;
  const out = [];
  for (let exponent = low; exponent <= high; exponent++) {
    const seconds = 10 ** exponent;
    out.push(line(LEFT, y(seconds), WIDTH - RIGHT, y(seconds)));
    out.push(text(LEFT - 8, y(seconds) + 4, `${seconds} s`, 'end'));
  }
  for (const rows of sizes) {
    out.push(line(x(rows), TOP, x(rows), HEIGHT - BOTTOM));
    out.push(text(x(rows), HEIGHT - BOTTOM + 20, `${rounded(rows / 1000)}k`, 'middle'));
  }
  out.push(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, 'rows', 'middle'));
  const labels = series.map(({ title, points: own }, i) => {
    const color = COLORS[i % COLORS.length];
    const path = own.map(({ rows, seconds }) => `${rounded(x(rows))},${rounded(y(seconds))}`);
    out.push(
      `<polyline points="${path.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`,
    );
    for (const at of path) {
      const [cx, cy] = at.split(',');
      out.push(`<circle cx="${cx}" cy="${cy}" r="3.5" fill="${color}"/>`);
    }
    return { title, color, y: y(own.at(-1).seconds) + 4 };
  });
  for (const { title, color, y: down } of apart(labels)) {
    out.push(text(WIDTH - RIGHT + 12, down, title, 'start', ` style="fill:${color}"`));
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    '<title>Seconds against the number of rows, both on logarithmic scales</title>',
    `<style>${STYLE}\n</style>`,
    ...out,
    '</svg>\n',
  ].join('\n');
}
