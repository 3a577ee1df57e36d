/** The type of a fault rule, and which calls a rule matches. read.ts reads rules, and apply.ts applies them. */
import type { Effect, Operation } from '../../core/operation.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';

/** The kinds of faults. docs/emulator.md describes what each does to a call. */
export const FAULT_KINDS = ['drop', 'delay', 'half', 'throttle', 'error', 'html', 'refuse', 'skew'] as const;

/** A kind of fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Effects that a rule can name; `change` is every effect but `read`. */
export const FAULT_EFFECTS = ['read', 'write', 'destroy', 'order', 'change'] as const;

/** A fault, and the calls to which it is applied. Times are milliseconds. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Operations; all if undefined. */
  readonly action?: readonly string[];
  readonly effect?: (typeof FAULT_EFFECTS)[number];
  /** Whether it is applied before the call is executed (the default) or after. */
  readonly at?: 'before' | 'after';
  /** The maximum number of calls to which it is applied; unlimited if undefined. */
  readonly times?: number;
  /** The number of matching calls that it ignores first; 0 if undefined. */
  readonly skip?: number;
  /** The probability that it is applied, 0 to 1, with random numbers from `seed`; 1 if undefined. */
  readonly chance?: number;
  readonly seed?: number;
  /** The length of a delay. */
  readonly ms?: number;
  /** The value of the header x-acs-retry-after, which is left out if undefined. */
  readonly after?: number;
  /** How far the clock is ahead; negative if it is behind. */
  readonly by?: number;
  /** HTTP status of the response. */
  readonly status?: number;
  /** Code in the response. */
  readonly code?: string;
}

/** What rules compare with a call; empty if it names no operation. */
export interface Target {
  readonly action?: string;
  readonly effect?: Effect;
}

/** The target of a call. The effect of some operations depends on the input. */
export function targetOf(operation: Operation | undefined, wire: WireParams): Target {
  if (operation === undefined) return {};
  const effect = operation.effectOf?.(fromWire(operation, wire).input) ?? operation.effect;
  return { action: operation.action, effect };
}

/** Whether a call matches a rule. */
export function matches({ action, effect }: FaultRule, target: Target): boolean {
  if (action !== undefined && !action.some((one) => one === target.action)) return false;
  if (effect === 'change') return target.effect !== undefined && target.effect !== 'read';
  return effect === undefined || effect === target.effect;
}

/** A rule as text: `drop,action=CreateTopic|DeleteTopic,at=after`. */
export function ruleText({ kind, ...rest }: FaultRule): string {
  const fields = Object.entries(rest).map(
    ([key, value]: [string, unknown]) => `${key}=${Array.isArray(value) ? value.join('|') : String(value)}`,
  );
  return [kind, ...fields].join(',');
}
