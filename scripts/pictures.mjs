/**
 * `npm run pictures`: writes the pictures of the README and of docs/ from what the built program prints on a terminal.
 * With --check it writes nothing and fails when a committed picture differs.
 */
import { spawn } from '@lydell/node-pty';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svg } from './pictures/svg.mjs';
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
async function picture({ title, commands, columns = 100 }) {
  const home = await mkdtemp(join(tmpdir(), 'alikafka-picture-'));
  try {
    const lines = [];
    for (const args of commands) {
      const { shown, exitCode } = await onTerminal(args, home, columns);
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
 * would depend on the speed of the machine.
 */
function onTerminal(args, home, cols) {
  const argv = ['--import', FIXED, join(root, 'bin', 'alikafka.js'), ...args];
  const path = process.env.PATH ?? '';
  const env = { HOME: home, PATH: path, TERM: 'dumb', FORCE_COLOR: '1', ALIKAFKA_PROFILE: 'local' };
  const terminal = spawn(process.execPath, argv, { env, cols, rows: 40 });
  let shown = '';
  terminal.onData((text) => (shown += text));
  return new Promise((resolve) => terminal.onExit(({ exitCode }) => resolve({ shown, exitCode })));
}

built();
const stale = [];
for (const one of PICTURES) {
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
