/** Real shells on a pseudo-terminal, whose command line is read back after Tab was pressed. */
import { describe } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeTerminal, open, type Terminal } from './terminal.ts';

export type ShellName = 'bash' | 'zsh' | 'fish';

export const SHELLS: readonly ShellName[] = ['bash', 'zsh', 'fish'];

/** `describe` for each shell. One that is not installed is skipped, and the reason is printed. */
export function describeShells(title: string, tests: (name: ShellName) => void, names = SHELLS): void {
  for (const name of names) {
    const isThere = spawnSync(name, ['--version']).error === undefined;
    if (!isThere) process.stderr.write(`tests of completion in ${name} are skipped because ${name} is not installed\n`);
    (isThere ? describeTerminal : describe.skip)(`${title}: ${name}`, () => tests(name));
  }
}

export interface ShellOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Lines of the shell's own configuration, before the keys of the tests are bound. */
  readonly rc: string;
  /** Whether the shell reads the files of the home folder, as a user's does, instead of `rc` alone. */
  readonly own?: boolean;
}

export interface Shell {
  /** Types keys, and returns the command line that they lead to. The next keys begin with an empty line. */
  line(keys: string): Promise<string>;
  /** The same with the output of that time, without escape sequences. */
  listed(keys: string): Promise<{ readonly line: string; readonly shown: string }>;
  /** Types a command, runs it to its end, and returns the output of that time. */
  run(command: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * The configuration of the tests. Ctrl-X D saves the command line in $LINE_FILE, and empties it. The prompt counts the
 * commands, so that a prompt that is drawn again is not taken for that of the next command.
 */
const SETUP: Readonly<Record<ShellName, string>> = {
  bash: String.raw`
__save() { printf '%s' "$READLINE_LINE" >"$LINE_FILE"; READLINE_LINE='' READLINE_POINT=0; printf '\n[saved]\n'; }
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
bind 'set page-completions off'
bind 'set completion-query-items 0'
bind -x '"\C-xd": __save'
__count=0
PROMPT_COMMAND='__count=$((__count + 1)); PS1="[ready $__count]"'
`,
  zsh: String.raw`
__save() { print -rn -- "$BUFFER" >$LINE_FILE; zle -I; print '[saved]'; BUFFER=; }
zle -N __save
bindkey -e
bindkey '^Xd' __save
unset zle_bracketed_paste
LISTMAX=9999
__count=0
precmd() { __count=$((__count + 1)); PROMPT="[ready $__count]"; }
RPROMPT=
`,
  fish: String.raw`
function fish_greeting; end
set -g __count 1
function fish_prompt; printf '[ready %s]' $__count; end
function __counted --on-event fish_postexec; set -g __count (math $__count + 1); end
function __save; commandline >$LINE_FILE; commandline ''; printf '\n[saved]\n'; commandline -f repaint; end
function fish_user_key_bindings; bind \cxd __save; end
`,
};

/** Starts a shell, and waits for its prompt. */
export async function shell(name: ShellName, { home, env, rc, own = false }: ShellOptions): Promise<Shell> {
  const lineFile = join(home, 'line');
  const setup = SETUP[name];
  const variables = { ...env, LINE_FILE: lineFile, TERM: 'xterm', HISTFILE: '/dev/null', LC_ALL: 'C.UTF-8' };
  const started = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Terminal =>
    open(name, args, { home, env: { ...variables, ...more } });
  const terminal = starters[name]({ home, text: `${rc}\n${setup}`, setup, own, started });
  await terminal.until('[ready 1]');
  return session(terminal, lineFile);
}

interface Start {
  readonly home: string;
  readonly text: string;
  readonly setup: string;
  readonly own: boolean;
  readonly started: (args: readonly string[], more?: Readonly<Record<string, string>>) => Terminal;
}

const starters: Readonly<Record<ShellName, (start: Start) => Terminal>> = {
  bash: ({ home, text, setup, own, started }) => {
    const rc = join(home, 'rc.bash');
    writeFileSync(rc, own ? `. ~/.bashrc\n${setup}` : text);
    return started(['--noprofile', '--rcfile', rc, '-i']);
  },
  zsh: ({ home, text, setup, own, started }) => {
    const folder = join(home, 'zsh');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.zshrc'), own ? `ZDOTDIR=$HOME\n. ~/.zshrc\n${setup}` : text);
    return started(['--no-globalrcs', '-i'], { ZDOTDIR: folder });
  },
  fish: ({ home, text, setup, own, started }) => {
    const folder = join(home, 'config', 'fish', 'conf.d');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'test.fish'), own ? setup : text);
    return started(['-i']);
  },
};

function session(terminal: Terminal, lineFile: string): Shell {
  let prompts = 1;
  /** Types keys, and returns what is shown until the text came after them. */
  const typed = async (keys: string, end: string): Promise<string> => {
    const from = terminal.shown().length;
    terminal.type(keys);
    await terminal.until(() => terminal.shown().indexOf(end, from) >= 0);
    return plain(terminal.shown().slice(from));
  };
  const listed: Shell['listed'] = async (keys) => {
    const shown = await typed(`${keys}\x18d`, '[saved]');
    return { line: readFileSync(lineFile, 'utf8').replace(/\n$/, ''), shown };
  };
  return {
    listed,
    line: async (keys) => (await listed(keys)).line,
    run: (command) => typed(`${command}\r`, `[ready ${++prompts}]`),
    close: async () => {
      terminal.kill('SIGKILL');
      await terminal.gone();
    },
  };
}

/** The text without escape sequences. */
const plain = (text: string): string =>
  text.replace(/\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[()][A-Z0-9]|\x1b[=>]|\r/g, '');
