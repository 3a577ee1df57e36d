/** A home folder and a service whose requests are recorded, with a search for canaries in everything that comes out. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { spawn } from 'node:child_process';
import type { Credentials } from '../../../src/core/request.ts';
import { startTestEmulator, type TestEmulator } from '../../support/emulator.ts';
import { type Front, passingOn } from './canary-front.ts';
import { type Nest, newNest } from './canary-nest.ts';
import { cleanEnv, type Ended, ended, folder, PROGRAM } from './program.ts';

/** A place where secrets are used, and everything in which they must not appear. */
export interface Place {
  readonly home: string;
  readonly nest: Nest;
  readonly service: TestEmulator;
  /** The server in front of the service. */
  readonly front: Front;
  /** Adds request heads that others recorded. */
  readonly fronts: Front[];
  /** Files that may contain a secret, as paths below the home folder. */
  readonly stores: RegExp[];
  /** Runs the program and searches its output. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Writes a file that may contain secrets and returns its path. */
  plant(path: string, text: string): string;
  /** Every place where a canary appeared. */
  leaks(): string[];
  close(): Promise<void>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** The secrets that may be printed: those that the command line asks for. */
  readonly shows?: boolean;
}

/** The files in which the program keeps secrets. */
const STORE = /^(config\/alikafka\/config\.json|state\/alikafka\/keys-\w+\.json(\.\d+)?)$/;

/** Creates a place whose service accepts these keys. */
export async function newPlace(keys: (nest: Nest) => Credentials): Promise<Place> {
  const [home, nest] = [folder(), newNest()];
  const service = await startTestEmulator({
    clock: () => Date.now(),
    credentials: keys(nest),
    allowHosts: ['kafka.test'],
  });
  const front = await passingOn(service.url);
  const [fronts, stores]: [Front[], RegExp[]] = [[front], [STORE]];
  for (const name of ['tmp', 'work']) mkdirSync(join(home.path, name), { mode: 0o700 });
  const said: [where: string, text: string][] = [];
  const listen = (where: string, text: string): void => void said.push([where, text]);
  return {
    home: home.path,
    nest,
    service,
    front,
    fronts,
    stores,
    run: async (args, { env = {}, stdin = '', shows = false } = {}) => {
      const child = spawn(process.execPath, [PROGRAM, ...args], {
        cwd: join(home.path, 'work'),
        env: cleanEnv(home.path, { TMPDIR: join(home.path, 'tmp'), ALIKAFKA_ENDPOINT: front.url, ...TARGET, ...env }),
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const stopWatching = watchArgv(child.pid ?? 0, (argv) => listen(`argv of ${args.join(' ')}: ${argv}`, argv));
      const done = await ended(child, stdin);
      stopWatching();
      if (!shows) listen(`stdout of ${args.join(' ')}`, done.stdout);
      listen(`stderr of ${args.join(' ')}`, done.stderr);
      return done;
    },
    plant: (path, text) => {
      const whole = join(home.path, path);
      mkdirSync(dirname(whole), { recursive: true, mode: 0o700 });
      writeFileSync(whole, text, { mode: 0o600 });
      chmodSync(whole, 0o600);
      stores.push(new RegExp(`^${path.replaceAll('.', '\\.')}$`));
      return whole;
    },
    leaks: () => {
      for (const head of fronts.flatMap(({ heads }) => heads)) listen(`the head of a request: ${head}`, head);
      for (const file of filesBelow(home.path)) listenToFile(relative(home.path, file), file, { nest, stores, listen });
      // At the end, because some secrets are known only then.
      return said.flatMap(([where, text]) => nest.heardIn(text).map((name) => `${name} in ${where}`));
    },
    close: async () => {
      await Promise.all([...fronts.map((one) => one.close()), service.close()]);
      home.remove();
    },
  };
}

const TARGET = { ALIKAFKA_REGION: 'cn-hangzhou', ALIKAFKA_INSTANCE: 'alikafka_pre-cn-0local0run01' };

/** A file may contain a secret if it is meant for it, and no one else can read it or list its folder. */
function listenToFile(
  path: string,
  whole: string,
  { nest, stores, listen }: Pick<Place, 'nest' | 'stores'> & { readonly listen: (where: string, text: string) => void },
): void {
  const text = readFileSync(whole, 'utf8');
  if (!stores.some((store) => store.test(path))) {
    listen(`the file ${path}`, text);
    return;
  }
  const modes = [whole, dirname(whole)].map((one) => (statSync(one).mode & 0o777).toString(8)).join(' in ');
  if (nest.heardIn(text).length > 0 && modes !== '600 in 700') listen(`${path}, of mode ${modes}`, text);
}

/** All files below a folder. */
export function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Milliseconds between two reads of the process list. */
const LOOK = 50;

/** Reads the arguments of a process and its children, as other users can, if there is a /proc. */
function watchArgv(pid: number, seen: (argv: string) => void): () => void {
  const said = new Set<string>();
  const look = (): void => {
    for (const argv of argvOf(pid)) if (!said.has(argv)) seen((said.add(argv), argv));
  };
  look();
  const timer = setInterval(look, LOOK);
  return () => clearInterval(timer);
}

function argvOf(pid: number): string[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      childrenOf(`/proc/${pid}/task/${task}/children`),
    );
    return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '), ...children.flatMap(argvOf)];
  } catch {
    return []; // it has ended, or this is not Linux
  }
}

const childrenOf = (file: string): number[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
