/**
 * The emulator on a loopback port, for tests of clients: real HTTP, the seed in memory, and a clock that only tests move.
 * Faults are written as on the command line (docs/emulator.md).
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
  /** Rules as on the command line: `drop,action=CreateTopic,at=after,times=1`. An invalid rule throws. */
  readonly faults?: readonly string[];
  readonly limits?: FlowLimits;
  /** The start of its clock in epoch milliseconds; NOW of effects.ts when absent, like the fake clock there. */
  readonly start?: number;
  /** Another clock in epoch milliseconds, such as the fake clock of the client; `advance` adds to it. */
  readonly clock?: () => number;
  readonly credentials?: Credentials;
  /** The first state; the seed when absent. */
  readonly state?: State;
  /** Another store than memory. `state()` does not show its state. */
  readonly store?: Store;
  readonly admin?: boolean;
  /** Allowed hosts in addition to loopback. */
  readonly allowHosts?: readonly string[];
}

export interface TestEmulator {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** The variables that point a command at it, with keys, region and instance. */
  readonly env: Readonly<Record<string, string>>;
  readonly faults: Faults;
  readonly clock: {
    now(): number;
    advance(milliseconds: number): void;
  };
  /** Its counters and everything else that changes. */
  readonly live: Live;
  /** Its state, live: calls change the returned object. */
  state(): State;
  /** Resolves when no call is in progress, including calls whose client has disconnected. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Parses rules as on the command line. Throws Error with all problems. */
export const rules = (...texts: readonly string[]): FaultRule[] => rulesFromTexts(texts);

/** Virtual time gives no signal when it passes, so a sleep polls the clock; `advance` wakes it too. */
const lookAgain: Sleep = (_milliseconds, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, 1);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/** Starts an emulator. The test must close it. */
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

/** The running instance of the seed in a state. */
export function runningInstance(state: State): State['instances'][number] {
  const [instance] = state.instances;
  if (instance === undefined) throw new Error('the state has no instance');
  return instance;
}
