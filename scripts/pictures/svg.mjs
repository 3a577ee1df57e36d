/**
 * Draws lines of terminal output as SVG, in light or dark colors as the reader's system prefers. It knows bold, dim,
 * the basic colors and black on yellow; other escape sequences are an error, because they would be drawn wrong.
 */

const [CELL, LINE, MARGIN] = [8.4, 18, 16];

/** The class that each SGR code turns on. Code 22 turns off bold and dim, 39 the colors, 49 the background. */
const CLASSES = {
  1: 'bold',
  2: 'dim',
  43: 'on-yellow',
  30: 'black',
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'magenta',
  36: 'cyan',
};

const COLORS = Object.values(CLASSES).filter((name) => !['bold', 'dim', 'on-yellow'].includes(name));

const STYLE = `
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre; fill: #1f2328 }
rect { fill: #f6f8fa; stroke: #d1d9e0 }
.on-yellow { fill: #d4a72c; stroke: none } .black { fill: #1f2328 }
path { fill: none; stroke: #818b98 }
.bold { font-weight: 600 } .dim { fill: #59636e } .red { fill: #cf222e } .green { fill: #116329 }
.yellow { fill: #7d4e00 } .blue { fill: #0969da } .magenta { fill: #8250df } .cyan { fill: #1b7c83 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
rect { fill: #151b23; stroke: #3d444d }
path { stroke: #656c76 }
.dim { fill: #9198a1 } .red { fill: #ff7b72 } .green { fill: #7ee787 }
.yellow { fill: #d29922 } .blue { fill: #79c0ff } .magenta { fill: #d2a8ff } .cyan { fill: #56d4dd }
}
`;

/** Borders of tables by the sides to which they go from the middle of a cell: left, right, up, down. */
const BORDERS = {
  '─': 'lr',
  '│': 'ud',
  '┌': 'rd',
  '┐': 'ld',
  '└': 'ru',
  '┘': 'lu',
  '├': 'rud',
  '┤': 'lud',
  '┬': 'lrd',
  '┴': 'lru',
  '┼': 'lrud',
};

/** The picture of these lines, which may hold escape sequences of colors. Screen readers read `title`. */
export function svg(lines, title) {
  const rows = lines.map(runsOf);
  const columns = Math.max(...rows.map((runs) => runs.reduce((sum, { text }) => sum + text.length, 0)));
  const [width, height] = [Math.ceil(columns * CELL + 2 * MARGIN), lines.length * LINE + 2 * MARGIN];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>`,
    ...rows.flatMap(drawn),
    '</svg>\n',
  ].join('\n');
}

/** A line as runs of text, each with where it begins and the classes of its colors. */
function runsOf(line) {
  const on = new Set();
  const runs = [];
  let at = 0;
  for (const part of line.split(/(\x1b\[[\d;]*[A-Za-z])/)) {
    if (part.startsWith('\x1b')) switchClass(on, part);
    else if (part !== '') {
      runs.push({ at, text: part, classes: [...on] });
      at += part.length;
    }
  }
  return runs;
}

function switchClass(on, sequence) {
  const code = Number(/^\x1b\[(\d+)m$/.exec(sequence)?.[1]);
  if (code in CLASSES) on.add(CLASSES[code]);
  else if (code === 22) for (const name of ['bold', 'dim']) on.delete(name);
  else if (code === 39) for (const name of COLORS) on.delete(name);
  else if (code === 49) on.delete('on-yellow');
  else throw new Error(`cannot draw the escape sequence ${JSON.stringify(sequence)}`);
}

/** A line of the terminal: words at their columns, so that a font of another width moves nothing; borders as strokes. */
function drawn(runs, row) {
  const [y, middle] = [MARGIN + row * LINE + 13.5, MARGIN + row * LINE + LINE / 2];
  const words = runs.flatMap(({ at, text, classes }) =>
    [...text.matchAll(/[^ ─│┌┐└┘├┤┬┴┼]+(?: [^ ─│┌┐└┘├┤┬┴┼]+)*/g)].map(({ 0: word, index }) => {
      const own = classes.filter((name) => name !== 'on-yellow');
      const marks = own.length === 0 ? '' : ` class="${own.join(' ')}"`;
      const length = `textLength="${fixed(word.length * CELL)}" lengthAdjust="spacingAndGlyphs"`;
      return `<text x="${fixed(MARGIN + (at + index) * CELL)}" y="${fixed(y)}" ${length}${marks}>${escaped(word)}</text>`;
    }),
  );
  const strokes = runs.flatMap(({ at, text }) =>
    [...text].flatMap((char, i) => [...(BORDERS[char] ?? '')].map((side) => stroke(side, at + i, middle))),
  );
  const marks = runs
    .filter(({ classes }) => classes.includes('on-yellow'))
    .map(({ at, text }) => {
      const [x, width] = [fixed(MARGIN + at * CELL), fixed(text.length * CELL)];
      return `<rect class="on-yellow" x="${x}" y="${fixed(MARGIN + row * LINE)}" width="${width}" height="${LINE}"/>`;
    });
  return [...(strokes.length === 0 ? [] : [`<path d="${strokes.join('')}"/>`]), ...marks, ...words];
}

/** From the middle of a cell to one of its sides. */
function stroke(side, column, y) {
  const x = MARGIN + (column + 0.5) * CELL;
  const start = `M${fixed(x)} ${fixed(y)}`;
  if (side === 'l' || side === 'r') return `${start}h${fixed(side === 'l' ? -CELL / 2 : CELL / 2)}`;
  return `${start}v${fixed(side === 'u' ? -LINE / 2 : LINE / 2)}`;
}

const fixed = (number) => String(Math.round(number * 100) / 100);

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
