import type { Effect, Operation } from '../../core/operation.ts';
import { fromWire } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';

/** What can go wrong. docs/emulator.md says what each does to a call. */
export const FAULT_KINDS = ['drop', 'delay', 'half', 'throttle', 'error', 'html', 'refuse', 'skew'] as const;

/** A kind of fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Effects that a rule can name; `change` is all but `read`. */
export const FAULT_EFFECTS = ['read', 'write', 'destroy', 'order', 'change'] as const;

/** One fault, and the calls that it hits. What is absent has its default; times are milliseconds. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Operations; all when absent. */
  readonly action?: readonly string[];
  readonly effect?: (typeof FAULT_EFFECTS)[number];
  /** Whether it strikes before the call is carried out (the default) or after. */
  readonly at?: 'before' | 'after';
  /** How many calls it hits; all when absent. */
  readonly times?: number;
  /** How many calls pass before the first that it may hit. */
  readonly skip?: number;
  /** 0 to 1: how likely it hits a call, drawn from `seed`; always when absent. */
  readonly chance?: number;
  readonly seed?: number;
  /** How long a delay takes. */
  readonly ms?: number;
  /** What x-acs-retry-after says; the header is left out when absent. */
  readonly after?: number;
  /** How far the clock is ahead; behind when negative. */
  readonly by?: number;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Code in the answer. */
  readonly code?: string;
}

/** What rules look at in a call; both absent where it names no operation. */
export interface Target {
  readonly action?: string;
  readonly effect?: Effect;
}

/** The target that a call of an operation is; some operations have an effect for each input. */
export function targetOf(operation: Operation | undefined, wire: WireParams): Target {
  if (operation === undefined) return {};
  const effect = operation.effectOf?.(fromWire(operation, wire).input) ?? operation.effect;
  return { action: operation.action, effect };
}

/** Whether a rule is about a call. */
export function isAbout({ action, effect }: FaultRule, target: Target): boolean {
  if (action !== undefined && !action.some((one) => one === target.action)) return false;
  if (effect === 'change') return target.effect !== undefined && target.effect !== 'read';
  return effect === undefined || effect === target.effect;
}

/** A rule as it is typed: `drop,action=CreateTopic|DeleteTopic,at=after`. */
export function ruleText({ kind, ...rest }: FaultRule): string {
  const fields = Object.entries(rest).map(
    ([key, value]: [string, unknown]) => `${key}=${Array.isArray(value) ? value.join('|') : String(value)}`,
  );
  return [kind, ...fields].join(',');
}
