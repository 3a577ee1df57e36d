import { parseDuration } from '../../core/text/time.ts';
import { isHost } from '../../emulator/http/door.ts';
import { ruleFromText } from '../../emulator/faults/read.ts';
import type { FaultRule } from '../../emulator/faults/rule.ts';
import { type FlowLimits, USUAL_SLACK } from '../../emulator/limits/flow-control.ts';
import type { Detail } from '../../errors/failure.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** How the emulator is to run. */
export interface EmulatorFlags {
  readonly port: number;
  readonly faults: readonly FaultRule[];
  readonly limits?: FlowLimits;
  /** Milliseconds. */
  readonly topicDelay?: number;
  /** Hosts that requests may name beside those of loopback. */
  readonly allowHosts: readonly string[];
}

type Typed = ParsedToolCommand['options'];

/** Reads the flags of `emulator`; every problem is added to `problems`. */
export function readEmulatorFlags(typed: Typed, problems: Detail[]): EmulatorFlags {
  problems.push(...emptyProblems(typed));
  const limits = limitsOf(typed['limits'], problems);
  const topicDelay = delayOf(typed['topicDelay'], problems);
  return {
    port: portOf(typed['port'], problems),
    faults: faultsOf(typed['fault'], problems),
    allowHosts: hostsOf(typed['allowHost'], problems),
    ...(limits === undefined ? {} : { limits }),
    ...(topicDelay === undefined ? {} : { topicDelay }),
  };
}

/** A file or id that is given must have a name. */
function emptyProblems(typed: Typed): Detail[] {
  const flags = { state: '--state', accessKeyId: '--access-key-id', accessKeySecretFile: '--access-key-secret-file' };
  return Object.entries(flags)
    .filter(([option]) => typed[option] === '')
    .map(([, flag]) => ({ flag, message: 'must not be empty' }));
}

function portOf(typed: unknown, problems: Detail[]): number {
  const text = String(typed ?? 0);
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  problems.push({ flag: '--port', message: `must be a port from 0 to 65535, not "${text}"` });
  return 0;
}

function faultsOf(typed: unknown, problems: Detail[]): FaultRule[] {
  const texts = (typed ?? []) as readonly string[];
  return texts.flatMap((text) => {
    const read = ruleFromText(text);
    if ('rule' in read) return [read.rule];
    problems.push(...read.problems.map((problem) => ({ flag: '--fault', message: `"${text}": ${problem}` })));
    return [];
  });
}

function hostsOf(typed: unknown, problems: Detail[]): readonly string[] {
  const hosts = (typed ?? []) as readonly string[];
  for (const host of hosts.filter((one) => !isHost(one)))
    problems.push({
      flag: '--allow-host',
      message: `must be a host without a port, such as kafka.test, not "${host}"`,
    });
  return hosts;
}

/** A bare --limits has an empty value; a value says whose limits, the slack, or both with a comma between. */
function limitsOf(typed: unknown, problems: Detail[]): FlowLimits | undefined {
  if (typed === undefined) return undefined;
  const found = /^(?:(today|2020)(?:,(\d+(?:\.\d+)?))?|(\d+(?:\.\d+)?))?$/.exec(String(typed));
  if (found === null) {
    const message = `must be today or 2020, a share from 0 such as 0.1, or both such as 2020,0.1, not "${String(typed)}"`;
    problems.push({ flag: '--limits', message });
    return undefined;
  }
  return { of: found[1] === '2020' ? '2020' : 'today', slack: Number(found[2] ?? found[3] ?? USUAL_SLACK) };
}

function delayOf(typed: unknown, problems: Detail[]): number | undefined {
  if (typed === undefined) return undefined;
  const delay = parseDuration(String(typed));
  if (delay === undefined)
    problems.push({ flag: '--topic-delay', message: `must be a duration such as 5s, not "${String(typed)}"` });
  return delay;
}
