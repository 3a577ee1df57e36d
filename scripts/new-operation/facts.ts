/**
 * What is known of the operations of the API, with a record or without: a file for each in facts/, named after its
 * action. The records' test compares the records with them, and new-operation writes a record's skeleton from them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effect, Operation, Product } from '../../src/core/operation.ts';

/** A parameter, by its wire name: `InstanceId`, `ResourceId.N`, `Tag.N.Key`. JSON travels as text. */
export interface ParamFacts {
  readonly type: 'String' | 'Integer' | 'Boolean' | 'JSON';
  /** The service refuses the call without it. */
  readonly required?: true;
  /** The documented words. */
  readonly enum?: readonly (string | number)[];
  readonly secret?: true;
  /** Younger than the reference: a record may leave it out. */
  readonly newer?: true;
}

/** What a field of an answer holds. `Time` is epoch milliseconds, `Map` an object whose keys are data. */
export type ScalarFacts = 'String' | 'Secret' | 'Integer' | 'Long' | 'Double' | 'Boolean' | 'Time' | 'Map';

/**
 * The form of an answer, level by level as on the wire: an array holds the form of its entries, and an object with the
 * one name `JSON` is text with JSON of that form.
 */
export type AnswerFacts = ScalarFacts | readonly [AnswerFacts] | { readonly [field: string]: AnswerFacts };

/** Words for a record that is not written yet. They move into the record, where they are said once. */
export interface Draft {
  /** The command that calls it: `instance release`. */
  readonly command: string;
  /** A sentence, imperative, without a full stop. */
  readonly summary: string;
  /** A write that is confirmed nevertheless, since it interrupts something. */
  readonly asks?: true;
  /** By the parameter's key: a sentence without a full stop. */
  readonly help?: Readonly<Record<string, string>>;
  /** What the service is known to do: rules between parameters, codes with which it refuses, states. */
  readonly notes?: readonly string[];
}

/** The facts of one operation. */
export interface Facts {
  readonly product: Product['id'];
  readonly version: string;
  readonly effect: Effect;
  /** HTTP methods that the gateway accepts. */
  readonly methods: readonly ('GET' | 'POST')[];
  /** The right that a RAM policy has to allow; left out where no source names one. */
  readonly ramAction?: NonNullable<Operation['ramAction']>;
  /** Calls a second, published today; left out where none are known. */
  readonly rate?: number;
  /** Calls per second in the reference of 2020, if other than 3. */
  readonly olderRate?: number;
  /** The change takes effect after the answer, so that its command has --wait. */
  readonly takesTime?: true;
  /** Sent twice it does harm. */
  readonly repeatable?: false;
  readonly params: Readonly<Record<string, ParamFacts>>;
  /** Without Message and RequestId, which all have. `Code` and `Success` are left out where the operation sends none. */
  readonly answer: Readonly<Record<string, AnswerFacts>>;
  /** There until the operation has a record. */
  readonly draft?: Draft;
}

/** A metric of CloudMonitor; `statistic` is the one that its points carry, where that is known. */
export interface MetricFacts {
  readonly unit: string;
  readonly dimensions: readonly string[];
  readonly statistic?: string;
}

/** A file of facts that is not JSON: a sentence for the user. */
export class Unreadable extends Error {}

function read(root: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, 'facts', file), 'utf8'));
  } catch (error) {
    throw new Unreadable(`facts/${file} cannot be read: ${(error as Error).message}`);
  }
}

/** The facts of every operation, by action. `root` is the project's folder. Throws Unreadable. */
export function readFacts(root: string): Readonly<Record<string, Facts>> {
  const files = readdirSync(join(root, 'facts')).filter((file) => /^[A-Z]\w*\.json$/.test(file));
  return Object.fromEntries(files.map((file) => [file.replace('.json', ''), read(root, file) as Facts]));
}

/** The facts of Kafka's metrics, by name. */
export const readMetrics = (root: string): Readonly<Record<string, MetricFacts>> =>
  read(root, 'metrics.json') as Record<string, MetricFacts>;
