/**
 * `npm run pictures`: writes the picture of the README from what the built program prints on a terminal. With --check it
 * writes nothing and fails when the committed picture differs.
 */
import { spawn } from '@lydell/node-pty';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { svg } from './pictures/svg.mjs';
import { built, root } from './ready.mjs';

const PICTURE = join('docs', 'images', 'terminal.svg');

/** The commands in the picture. They run one after another on the local emulator. */
const COMMANDS = [
  ['topic', 'create', 'orders-eu', '--partitions', '12'],
  ['topic', 'list'],
  ['group', 'lag', 'shipping', '--fail-above', '1000000'],
];

/** The program reads this time, so that offsets and lag are the same in every picture: 2026-05-20T12:00:00Z. */
const FIXED_CLOCK = 'data:text/javascript,Date.now=()=>1779278400000';

/** The picture as SVG: each command, what a terminal shows, and the exit code where it is not 0. */
async function picture() {
  const home = await mkdtemp(join(tmpdir(), 'alikafka-picture-'));
  try {
    const lines = [];
    for (const args of COMMANDS) {
      const { shown, exitCode } = await onTerminal(args, home);
      const command = `alikafka ${args.join(' ')}`;
      lines.push(`\x1b[32m$\x1b[39m \x1b[1m${command}\x1b[22m`, ...shown.trimEnd().split(/\r?\n/));
      if (exitCode !== 0) lines.push('\x1b[32m$\x1b[39m \x1b[1mecho $?\x1b[22m', String(exitCode));
      lines.push('');
    }
    return svg(lines.slice(0, -1), 'Three alikafka commands and their output on a terminal');
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Runs the built program on a pseudo-terminal, with a separate home folder. A dumb terminal shows no progress, which
 * would depend on the speed of the machine.
 */
function onTerminal(args, home) {
  const argv = ['--import', FIXED_CLOCK, join(root, 'bin', 'alikafka.js'), ...args];
  const path = process.env.PATH ?? '';
  const env = { HOME: home, PATH: path, TERM: 'dumb', FORCE_COLOR: '1', ALIKAFKA_PROFILE: 'local' };
  const terminal = spawn(process.execPath, argv, { env, cols: 100, rows: 40 });
  let shown = '';
  terminal.onData((text) => (shown += text));
  return new Promise((resolve) => terminal.onExit(({ exitCode }) => resolve({ shown, exitCode })));
}

built();
const file = join(root, PICTURE);
const wanted = await picture();
const committed = await readFile(file, 'utf8').catch(() => '');
if (!process.argv.includes('--check')) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, wanted);
  console.log(`${PICTURE} written`);
} else if (committed !== wanted) {
  console.error(`${PICTURE} is not up to date. Run "npm run pictures" and commit the result.`);
  process.exit(1);
}
