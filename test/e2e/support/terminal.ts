/** The built program on a pseudo-terminal. */
import type { IPty } from '@lydell/node-pty';
import { describe } from '@jest/globals';
import { cleanEnv, PROGRAM } from './program.ts';

const library = await import('@lydell/node-pty').catch((error: unknown) => String(error));
if (typeof library === 'string')
  process.stderr.write(`tests on a terminal are skipped because there is no pseudo-terminal: ${library}\n`);

/** `describe` for tests on a terminal. Without pseudo-terminals they are skipped, and the reason is printed. */
export const describeTerminal = typeof library === 'string' ? describe.skip : describe;

export interface Terminal {
  readonly pid: number;
  /** Everything shown so far, with escape sequences. */
  readonly shown: () => string;
  /** Resolves when the terminal has shown this, or the function is true. Fails if the program ends before. */
  readonly until: (text: string | RegExp | (() => boolean)) => Promise<void>;
  readonly type: (keys: string) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Closes the terminal like a lost ssh connection: SIGHUP, and reads and writes fail. */
  readonly hangUp: () => void;
  /** Resolves when the program has ended, however it ended. */
  readonly gone: () => Promise<void>;
  /** The exit code. Fails if a signal or an uncaught error ended the program. */
  readonly ended: () => Promise<number>;
}

export interface On {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `alikafka` with these arguments. */
export const onTerminal = (args: readonly string[], on: On): Terminal => open(process.execPath, [PROGRAM, ...args], on);

/** Runs a shell line in which `$NODE "$PROGRAM"` is alikafka. */
export const shellOnTerminal = (line: string, { home, env }: On): Terminal =>
  open('/bin/sh', ['-c', line], { home, env: { ...env, PROGRAM, NODE: process.execPath } });

/** Runs any program. */
export function open(file: string, args: readonly string[], { home, env }: On): Terminal {
  if (typeof library === 'string') throw new Error(library);
  const pty: IPty = library.spawn(file, [...args], { env: cleanEnv(home, env), cols: 120, rows: 30 });
  let shown = '';
  let end: { exitCode: number; signal?: number | undefined } | undefined;
  let notify = (): void => undefined;
  pty.onData((text) => {
    shown += text;
    notify();
  });
  pty.onExit((event) => {
    end = event;
    notify();
  });
  /** Calls `found` at each change until it is true. */
  const wait = (found: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      notify = () => {
        if (found()) resolve();
        else if (end !== undefined) reject(new Error(`ended with ${JSON.stringify(end)}, having shown: ${shown}`));
      };
      notify();
    });
  return {
    pid: pty.pid,
    shown: () => shown,
    until: (text) =>
      wait(
        typeof text === 'function' ? text : () => (typeof text === 'string' ? shown.includes(text) : text.test(shown)),
      ),
    type: (keys) => pty.write(keys),
    kill: (signal) => void process.kill(pty.pid, signal),
    // `destroy` would send a second SIGHUP, which can reach a program that is already exiting, after Node gave up its
    // handlers: the exit code would then depend on the load. The system sends one, as for a real terminal.
    hangUp: () => (pty as IPty & { readonly _socket: { destroy(): void } })._socket.destroy(),
    gone: () => wait(() => end !== undefined),
    ended: async () => {
      await wait(() => end !== undefined && (end.signal ?? 0) === 0);
      return end?.exitCode ?? -1;
    },
  };
}
