/**
 * `npm run pictures`: writes the pictures of the README and of docs/ from what the built program prints on a terminal.
 * With --check it writes nothing and fails when a committed picture differs.
 */
import { spawn } from '@lydell/node-pty';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svg } from './pictures/svg.mjs';
import { completionLines, isThere } from './pictures/shell.mjs';
import { built, root } from './ready.mjs';

const FOLDER = join('docs', 'images');

/**
 * The pictures. The commands of each run one after another on a new local emulator; screen readers read its title.
 * Where a picture stands, its alternative text describes it.
 */
const PICTURES = [
  {
    name: 'terminal',
    title: 'Three alikafka commands and their output on a terminal',
    commands: [
      ['topic', 'create', 'orders-eu', '--partitions', '12'],
      ['topic', 'list'],
      ['group', 'lag', 'shipping', '--fail-above', '1000000'],
    ],
  },
  {
    name: 'instances',
    title: 'A list of instances',
    columns: 130,
    commands: [['instance', 'list']],
  },
  {
    name: 'lag',
    title: 'The lag of all groups, and the list of groups',
    commands: [
      ['group', 'lag'],
      ['group', 'list'],
    ],
  },
  {
    name: 'batch',
    title: 'A batch in which one topic fails, and what its error code means',
    commands: [
      ['topic', 'create', 'refunds-eu', 'orders', 'audit-eu'],
      ['explain', 'Topic.Exist'],
    ],
  },
  {
    name: 'metrics',
    title: 'The traffic of an instance and of its topics',
    commands: [
      ['metrics', 'last', 'instance_message_input'],
      ['metrics', 'top', 'topic_message_input', '--order-by', 'Value', '--length', '5'],
    ],
  },
  {
    name: 'pick-list',
    title: 'A list of topics to pick from, narrowed by typed text',
    commands: [['topic', 'delete']],
    // each text is typed once the list shows the one after it
    keys: [[/of \d+, 0 selected/, 'or'], [/\(2 of \d+, 0 selected/, ' '], [/\(2 of \d+, 1 selected/]],
  },
  {
    name: 'completion',
    title: 'Tab in bash: commands, the consumer groups and topics of the instance, and the fields of the rows',
    shell: 'bash',
    columns: 90,
    // each part is typed, and then Tab is pressed until bash has shown this
    typed: [
      ['group ', /describe /],
      ['la', /lag $/],
      ['', /shipping/],
      ['s', /shipping $/],
      ['--to', /--topic $/],
      ['', /payments/],
      ['pa', /payments $/],
      ['--sort ', /Lag/],
      ['La', /Lag$/],
    ],
    names: ['group lag ', 'group lag --topic '],
  },
];

/**
 * Loaded before the program, so that every picture has the same offsets, lag and ids of requests: the time is
 * 2026-05-20T12:00:00Z, and ids are counted.
 */
const FIXED = `data:text/javascript,${encodeURIComponent(`
import crypto from 'node:crypto';
let count = 0;
crypto.randomUUID = () => '8b1d7a22-9b3c-4d5e-8f60-' + String(++count).padStart(12, '0');
Date.now = () => 1779278400000;
`)}`;

/** A picture as SVG: each command, what a terminal shows, and the exit code where it is not 0. */
async function picture({ title, commands, columns = 100, keys, typed, names }) {
  const home = await mkdtemp(join(tmpdir(), 'alikafka-picture-'));
  try {
    if (typed !== undefined)
      return svg(await completionLines({ typed, names }, { home, columns, fixed: FIXED }), title);
    const lines = [];
    for (const args of commands) {
      const { shown, exitCode } = await onTerminal(args, home, columns, keys);
      const command = `alikafka ${args.join(' ')}`;
      lines.push(`\x1b[32m$\x1b[39m \x1b[1m${command}\x1b[22m`, ...shown.trimEnd().split(/\r?\n/));
      if (exitCode !== 0) lines.push('\x1b[32m$\x1b[39m \x1b[1mecho $?\x1b[22m', String(exitCode));
      lines.push('');
    }
    return svg(lines.slice(0, -1), title);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Runs the built program on a pseudo-terminal, with a separate home folder. A dumb terminal shows no progress, which
 * would depend on the speed of the machine. With `keys`, a list is picked from, and shown in its state after them.
 */
function onTerminal(args, home, cols, keys) {
  const argv = ['--import', FIXED, join(root, 'bin', 'alikafka.js'), ...args];
  const path = process.env.PATH ?? '';
  const env = {
    HOME: home,
    PATH: path,
    TERM: keys === undefined ? 'dumb' : 'xterm',
    FORCE_COLOR: '1',
    ALIKAFKA_PROFILE: 'local',
  };
  const terminal = spawn(process.execPath, argv, { env, cols, rows: 40 });
  let shown = '';
  if (keys !== undefined) return pressed(terminal, keys);
  terminal.onData((text) => (shown += text));
  return new Promise((resolve) => terminal.onExit(({ exitCode }) => resolve({ shown, exitCode })));
}

/** Types each text after what is awaited was shown. The last list that was drawn is all that is on the screen. */
function pressed(terminal, keys) {
  const left = [...keys];
  let shown = '';
  return new Promise((resolve) => {
    terminal.onData((text) => {
      shown += text;
      const [awaited, typed] = left[0] ?? [];
      const frame = shown.slice(shown.lastIndexOf('\x1b[G') + '\x1b[G'.length);
      // a list is complete once the cursor was moved to the question
      if (awaited?.test(frame) !== true || !/\x1b\[\d+A\x1b\[\d+G$/.test(frame)) return;
      left.shift();
      if (typed !== undefined) return terminal.write(typed);
      terminal.kill();
      resolve({ shown: frame.replace(/(\x1b\[\d+[AG])+$/, ''), exitCode: 0 });
    });
  });
}

built();
const stale = [];
for (const one of PICTURES) {
  if (one.shell !== undefined && !isThere(one.shell)) {
    console.error(`the picture ${one.name} is skipped because ${one.shell} is not installed`);
    continue;
  }
  const path = join(FOLDER, `${one.name}.svg`);
  const wanted = await picture(one);
  const committed = await readFile(join(root, path), 'utf8').catch(() => '');
  if (committed === wanted) continue;
  stale.push(path);
  if (process.argv.includes('--check')) continue;
  await mkdir(join(root, FOLDER), { recursive: true });
  await writeFile(join(root, path), wanted);
  console.log(`${path} written`);
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`${stale.join(', ')} not up to date. Run "npm run pictures" and commit the result.`);
  process.exit(1);
}
