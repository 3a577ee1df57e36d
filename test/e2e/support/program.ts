/** Runs the built program as a process, and an emulator in another. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bin', 'alikafka.js');
export const RUNNING = 'alikafka_pre-cn-0local0run01';
export const WAITING = 'alikafka_pre-cn-0local0new01';
export const EXPIRED = 'alikafka_pre-cn-0local0end01';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** Text on stdin. Otherwise stdin is empty and not a terminal. */
  readonly stdin?: string;
  /** The path of another Node. */
  readonly node?: string;
}

/** A folder for one test file. `remove` deletes it. */
export function folder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'alikafka-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** An environment without the settings of this machine. */
export function cleanEnv(home: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CONFIG_HOME: join(home, 'config'),
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    // the time zone of the tests
    ...(process.env['TZ'] === undefined ? {} : { TZ: process.env['TZ'] }),
    ...more,
  };
}

/** Runs the program to its end. */
export function alikafka(args: readonly string[], options: Options & { readonly home: string }): Promise<Ended> {
  return ended(start(args, options), options.stdin);
}

export function start(args: readonly string[], { home, env, node }: Options & { readonly home: string }): ChildProcess {
  return spawn(node ?? process.execPath, [PROGRAM, ...args], {
    env: cleanEnv(home, env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

export async function ended(child: ChildProcess, stdin = ''): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin?.on('error', () => undefined).end(stdin);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

/** `alikafka emulator` in its own process, with the variables that it prints. */
export async function emulator(
  home: string,
  args: readonly string[] = [],
): Promise<{ env: Record<string, string>; url: string; stop(): Promise<void> }> {
  const child = start(['emulator', ...args], { home });
  let text = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (/ACCESS_KEY_SECRET='.*'\n/.test(text)) resolve();
    });
    child.on('exit', () => reject(new Error(`the emulator ended: ${text}`)));
  });
  const env = Object.fromEntries(
    [...text.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
  const stop = async (): Promise<void> => {
    child.kill();
    if (child.exitCode === null) await new Promise((resolve) => child.on('close', resolve));
  };
  return { env, url: env['ALIKAFKA_ENDPOINT'] ?? '', stop };
}
