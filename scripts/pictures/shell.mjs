/** Lines of a real bash on a pseudo-terminal in which Tab was pressed. */
import { spawn } from '@lydell/node-pty';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ready.mjs';

/** Whether a shell is installed. */
export const isThere = (shell) => spawnSync(shell, ['--version']).error === undefined;

const PROMPT = '\x1b[32m$\x1b[39m ';

/** What is read without colors, which bash and readline add nothing to. */
const SETUP = `
PS1='\\[\\e[32m\\]$\\[\\e[39m\\] '
bind 'set bell-style none'
bind 'set page-completions off'
bind 'set completion-query-items 0'
bind 'set enable-bracketed-paste off'
bind 'set colored-stats off'
`;

/**
 * What bash shows when each part is typed, and Tab is pressed until the text after the last line break matches: names of
 * the service are available a moment after they were first asked for, so the lines `names` are completed before. `fixed` is
 * loaded before the program.
 */
export async function completionLines({ typed, names }, { home, columns, fixed }) {
  const env = environment(home, fixed);
  writeFileSync(join(home, 'rc'), `${execFileSync('alikafka', ['completion', 'bash'], { env })}\n${SETUP}`);
  await namesRead(names, env);
  const shell = spawn('bash', ['--noprofile', '--rcfile', join(home, 'rc'), '-i'], { env, cols: columns, rows: 60 });
  let shown = '';
  shell.onData((text) => (shown += text.replaceAll('\x07', '')));
  await until(() => shown.endsWith(PROMPT));
  shell.write('alikafka ');
  for (const [text, awaited] of typed) {
    const from = shown.length;
    const lists = !awaited.source.endsWith('$');
    shell.write(lists ? `${text}\t\t` : `${text}\t`);
    await until(
      () => awaited.test(shown.slice(from)) && (!lists || /\n[^\n]*\$\x1b\[39m [^\n]*$/.test(shown.slice(from))),
    );
  }
  shell.kill('SIGKILL');
  return shown.split(/\r?\n/).map((line) => line.replace(/^.*\r(?=.)/, '').trimEnd());
}

function environment(home, fixed) {
  mkdirSync(join(home, 'bin'));
  symlinkSync(join(root, 'bin', 'alikafka.js'), join(home, 'bin', 'alikafka'));
  return {
    HOME: home,
    PATH: `${join(home, 'bin')}:${process.env.PATH ?? ''}`,
    TERM: 'xterm',
    LC_ALL: 'C.UTF-8',
    NODE_OPTIONS: `--import ${fixed}`,
    ALIKAFKA_PROFILE: 'local',
  };
}

/** Reads the names that are completed, so that bash need not wait for them. */
async function namesRead(names, env) {
  for (const line of names) {
    const read = () => execFileSync('alikafka', ['__complete', '--', ...line.split(' ')], { env, encoding: 'utf8' });
    await until(() => read() !== ':none\n');
  }
}

async function until(holds) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
