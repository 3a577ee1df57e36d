/**
 * The emulator on a loopback port for tests of clients: real HTTP, the seed in memory, and a time that stands still
 * until it is moved. Faults are given as they are typed (docs/emulator.md).
 */
import type { Credentials } from '../../src/core/request.ts';
import { LOCAL_DEFAULTS } from '../../src/config/local-profile.ts';
import type { Sleep } from '../../src/emulator/clock.ts';
import { type Faults, newFaults } from '../../src/emulator/faults/faults.ts';
import { rulesFromTexts } from '../../src/emulator/faults/read.ts';
import type { FaultRule } from '../../src/emulator/faults/rule.ts';
import type { FlowLimits } from '../../src/emulator/limits/flow-control.ts';
import type { Live } from '../../src/emulator/state/live.ts';
import type { Behaviour } from '../../src/emulator/options.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { serveEmulator } from '../../src/emulator/server.ts';
import { listen } from '../../src/host/http/server.ts';
import type { State } from '../../src/emulator/state/state.ts';
import { memoryStore, type Store } from '../../src/emulator/state/store.ts';
import { NOW } from './effects.ts';

export interface TestEmulatorOptions extends Behaviour {
  /** Rules as they are typed: `drop,action=CreateTopic,at=after,times=1`. A wrong one throws. */
  readonly faults?: readonly string[];
  readonly limits?: FlowLimits;
  /** When it starts, epoch milliseconds; NOW of effects.ts when absent, where its fake clock starts too. */
  readonly start?: number;
  /** Time from outside, epoch milliseconds, such as the client's own fake clock; `advance` still adds to it. */
  readonly clock?: () => number;
  readonly credentials?: Credentials;
  /** In place of the seed. */
  readonly state?: State;
  /** In place of the state in memory; `state()` then shows nothing of it. */
  readonly store?: Store;
  readonly admin?: boolean;
  /** Hosts beside those of loopback. */
  readonly allowHosts?: readonly string[];
}

export interface TestEmulator {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Variables that point a command at it, keys, region and instance included. */
  readonly env: Readonly<Record<string, string>>;
  readonly faults: Faults;
  readonly clock: {
    now(): number;
    advance(milliseconds: number): void;
  };
  /** Its counts and all else that moves. */
  readonly live: Live;
  /** What it holds, live: calls change the object that is returned. */
  state(): State;
  /** Settles when no call is under way, those whose client has gone included. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Rules as they are typed. Throws Error with all that is wrong. */
export const rules = (...texts: readonly string[]): FaultRule[] => rulesFromTexts(texts);

/** Virtual time says nothing when it passes, so a wait looks again and again; being moved by `advance` wakes it too. */
const lookAgain: Sleep = (_milliseconds, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, 1);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/** Starts one; to be closed by the test. */
export async function startTestEmulator(options: TestEmulatorOptions = {}): Promise<TestEmulator> {
  const { start = NOW, clock = () => start, credentials = LOCAL_DEFAULTS.credentials, faults, ...rest } = options;
  const state = options.state ?? seed(clock());
  const emulator = await serveEmulator(
    {
      port: 0,
      credentials,
      now: clock,
      sleep: lookAgain,
      faults: newFaults(rulesFromTexts(faults ?? [])),
      ...rest,
      store: options.store ?? memoryStore(state),
    },
    listen,
  );
  const { url, live } = emulator;
  return {
    ...emulator,
    faults: live.faults,
    env: variables(url, credentials),
    clock: { now: () => live.clock.now(), advance: (milliseconds) => live.clock.advance(milliseconds) },
    state: () => state,
  };
}

const variables = (url: string, { accessKeyId, accessKeySecret }: Credentials): Record<string, string> => ({
  ALIKAFKA_ENDPOINT: url,
  ALIKAFKA_REGION: LOCAL_DEFAULTS.region,
  ALIKAFKA_INSTANCE: LOCAL_DEFAULTS.instance,
  ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
});

/** The seeded running instance of a state. */
export function runningInstance(state: State): State['instances'][number] {
  const [instance] = state.instances;
  if (instance === undefined) throw new Error('the state has no instance');
  return instance;
}
