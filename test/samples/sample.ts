/**
 * What the tests know of an operation beside its record and its facts. Each operation has one file here, named after its
 * action, with the sample as its default export; the tests find it by reading the folder (test/support/samples.ts).
 * test/samples.test.ts says in words what an operation lacks.
 *
 * Everything in a sample starts on the seeded state of the emulator (src/emulator/state/seed.ts), and nothing of it is
 * left for the next: no sample needs another, and their order does not matter.
 */
import type { Values, Verification } from '../../src/core/operation.ts';
import type { WireParams } from '../../src/core/signature.ts';
import type { State } from '../../src/emulator/state/state.ts';
import type { Answers } from '../support/reader.ts';

/** A sample of one operation. */
export interface Sample {
  /**
   * At least one call that the emulator carries out. Of a change that is reconciled by reading (`verify`), reading
   * shows `open` before the call and `done` after it.
   */
  readonly calls: readonly Call[];
  /** At least one step for each command of the operation. */
  readonly steps: readonly Step[];
  /** For changes, at least one: a command during which requests, answers and the service fail. */
  readonly faults?: readonly FaultScenario[];
  /** For changes with `verify`: the verification if the listings do not simply show the change, or its absence. */
  readonly verifications?: readonly VerificationCase[];
}

/** A call of the operation: its input, and what is sent. */
export interface Call {
  /** Parameters by key, as a step of a plan has them; RegionId, InstanceId and defaults are filled in when left out. */
  readonly input: Values;
  /** Exactly the operation's own parameters on the wire, `ResourceId.1` for the first of a list. */
  readonly wire: WireParams;
  /** What the state has to hold first, where the seeded one does not. */
  readonly prepare?: (state: State) => void;
  /** What a plan expects in addition to its input, for `verify`: the resulting number of partitions. */
  readonly expects?: Values;
}

/** A command as typed. It must end with exit 0, write nothing to stderr, and print in every format. */
export interface Step {
  /** The command: `topic create`. */
  readonly path: string;
  /** What follows it, as in a shell; single quotes keep blanks together. Empty if nothing is needed. */
  readonly types: string;
  readonly stdin?: string;
  /** What the state has to hold first, where the seeded one does not. */
  readonly prepare?: (state: State) => void;
  /** Command lines that are typed after that, where they bring about what this one needs. */
  readonly before?: readonly string[];
  /** A text that the output holds in every format. */
  readonly shows: string;
  /** What `-o json` prints. */
  readonly json: 'array' | 'object';
  /** Other ways to type the same command; what `--dry-run` shows of them has to be what they send. */
  readonly also?: readonly string[];
  /** For a read: fields that this tool adds to those of the API. */
  readonly adds?: readonly string[];
  /** The command takes --from-file. */
  readonly fromFile?: true;
  /** Where a dry run is special. */
  readonly dryRun?: DryRun;
  /** For a command that can `--wait`. */
  readonly wait?: WaitSample;
}

/** What a dry run sends, and what it cannot show. */
export interface DryRun {
  /** Actions of the reads that it makes because they decide what is sent. */
  readonly reads?: readonly string[];
  /** Parameters that are read when the command really runs, and are not shown. */
  readonly omits?: readonly string[];
}

/** How waiting continues after it ended early. */
export interface WaitSample {
  /** Parameters by key, those that the service returned included. */
  readonly input: Values;
  /** The command that continues to wait. */
  readonly next: string;
  /** How long is waited without --wait-timeout. */
  readonly minutes: number;
}

/** Names of a result, by the fields of its row. */
export type Names = Readonly<Record<string, unknown>>;

/** A change during which something fails, and how its truth is read from the service's state. */
export interface FaultScenario {
  /** The whole command line: `topic create one two`. */
  readonly line: string;
  readonly stdin?: string;
  /** The names of the results of a command that prints none when it fails; empty if it prints an array. */
  readonly names: readonly Names[];
  /** What the state has to hold first. */
  readonly prepare?: (state: State) => void;
  /**
   * How often the change of a name was carried out, by what the state shows: 0, 1, or more; NaN where it shows what
   * nobody asked for. test/support/state.ts counts the usual things.
   */
  readonly times: (state: State, names: Names) => number;
}

/** The verification of a change without a clear answer. */
export interface VerificationCase {
  /** The end of the test's name: `other partitions`. */
  readonly what: string;
  /** What the reads answer, by action. */
  readonly answers: Answers;
  readonly input: Values;
  readonly says: Verification;
}
