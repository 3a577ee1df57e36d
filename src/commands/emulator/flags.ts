/** Reads the options of `emulator`. */
import { ruleFromText } from '../../emulator/faults/read.ts';
import type { FaultRule } from '../../emulator/faults/rule.ts';
import { type FlowLimits, USUAL_SLACK } from '../../emulator/limits/flow-control.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { readOption, type Typed } from '../../engine/input/read-input.ts';
import { EMULATOR_OPTIONS, LIMITS } from './options.ts';

/** The parsed options of `emulator`. */
export interface EmulatorFlags {
  readonly port: number;
  readonly faults: readonly FaultRule[];
  readonly limits?: FlowLimits;
  /** Milliseconds. */
  readonly topicDelay?: number;
  /** Host names that requests may have in addition to the loopback addresses. */
  readonly allowHosts: readonly string[];
}

/** Reads the options of `emulator` and adds every problem to `problems`. */
export function readEmulatorFlags(typed: Typed, problems: Detail[]): EmulatorFlags {
  // These are only checked here; the command uses their text.
  for (const key of ['state', 'accessKeyId', 'accessKeySecretFile'] as const)
    readOption(EMULATOR_OPTIONS[key], typed[key], problems);
  const limits = readOption(EMULATOR_OPTIONS.limits, typed['limits'], problems);
  const topicDelay = readOption(EMULATOR_OPTIONS.topicDelay, typed['topicDelay'], problems);
  return {
    port: readOption(EMULATOR_OPTIONS.port, typed['port'], problems) ?? 0,
    faults: faultsOf(typed['fault'], problems),
    allowHosts: [readOption(EMULATOR_OPTIONS.allowHost, typed['allowHost'], problems) ?? []].flat(),
    ...(limits === undefined ? {} : { limits: limitsOf(limits) }),
    ...(topicDelay === undefined ? {} : { topicDelay }),
  };
}

function faultsOf(typed: unknown, problems: Detail[]): FaultRule[] {
  const texts = (typed ?? []) as readonly string[];
  return texts.flatMap((text) => {
    const read = ruleFromText(text);
    if ('rule' in read) return [read.rule];
    problems.push(
      ...read.problems.map((reason) => problem('--fault', '{name} "{rule}": {reason}', { rule: text, reason })),
    );
    return [];
  });
}

function limitsOf(typed: string): FlowLimits {
  const [, of, slack, alone] = LIMITS.exec(typed) ?? [];
  return { of: of === '2020' ? '2020' : 'today', slack: Number(slack ?? alone ?? USUAL_SLACK) };
}
