/** A home of its own with a service in front of which everything is seen, and what came out there. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { spawn } from 'node:child_process';
import type { Credentials } from '../../../src/core/request.ts';
import { startTestEmulator, type TestEmulator } from '../../support/emulator.ts';
import { type Front, passingOn } from './canary-front.ts';
import { type Nest, newNest } from './canary-nest.ts';
import { cleanEnv, type Ended, ended, folder, PROGRAM } from './program.ts';

/** Where one secret, or several, can enter, and everything that it must not come out of. */
export interface Place {
  readonly home: string;
  readonly nest: Nest;
  readonly service: TestEmulator;
  /** Before the service. */
  readonly front: Front;
  /** Heads that others saw are looked at too. */
  readonly fronts: Front[];
  /** Files that the test or the program may keep a secret in, as paths below the home. */
  readonly stores: RegExp[];
  /** Runs the program; what it prints is looked through. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Writes a file that is known to hold secrets; its path. */
  plant(path: string, text: string): string;
  /** Every way out on which a canary was heard. */
  leaks(): string[];
  close(): Promise<void>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** What may be printed: the keys that a person asked to see. */
  readonly shows?: boolean;
}

/** Where the program keeps secrets. */
const STORE = /^(config\/alikafka\/config\.json|state\/alikafka\/keys-\w+\.json(\.\d+)?)$/;

/** Makes a place whose service takes these keys. */
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
      // Only now: some secrets are known when all is over.
      return said.flatMap(([where, text]) => nest.heardIn(text).map((name) => `${name} in ${where}`));
    },
    close: async () => {
      await Promise.all([...fronts.map((one) => one.close()), service.close()]);
      home.remove();
    },
  };
}

const TARGET = { ALIKAFKA_REGION: 'cn-hangzhou', ALIKAFKA_INSTANCE: 'alikafka_pre-cn-0local0run01' };

/** A file may hold a secret where it is made for it, and nobody else can read it or list its folder. */
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

/** The files below a folder. */
export function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Milliseconds between two looks. */
const LOOK = 50;

/** Looks at the arguments of a process and its children as others on the machine can, where there is a /proc. */
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
    return []; // it has ended, or this is no Linux
  }
}

const childrenOf = (file: string): number[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
