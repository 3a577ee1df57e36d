/** Adds target options to the commands to type next, so that they reach the same profile, region and instance. */
import type { Params } from '../core/params.ts';
import { shellWord } from '../core/text/shell-word.ts';
import { suggest } from '../core/text/suggest.ts';
import { REGION_IDS } from '../core/regions.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { type BoundCommand, COMMANDS } from '../operations/registry.ts';
import type { SettingFlags } from '../config/choices.ts';

/** The options that set the target of a command, in the order in which they are written. */
const TARGET = {
  profile: '--profile',
  region: '--region',
  instance: '--instance',
  endpoint: '--endpoint',
  network: '--network',
  caFile: '--ca-file',
} as const satisfies Partial<Record<keyof SettingFlags, string>>;

type Target = keyof typeof TARGET;

/**
 * A command to type next, with the typed options that set the target. Its own options are kept; a command of another
 * program stays unchanged.
 */
export function withTarget(command: string, flags: SettingFlags): string {
  const given = targetsOf(command).flatMap((key) => {
    const value = flags[key];
    return value === undefined || ` ${command} `.includes(` ${TARGET[key]} `)
      ? []
      : [`${TARGET[key]} ${shellWord(value)}`];
  });
  return [command, ...given].join(' ');
}

/** A failure whose commands have the target of this command; see `withTarget`. */
export function withTargets(failure: Failure, flags: SettingFlags): Failure {
  const aimed = (next: string | undefined) =>
    next === undefined ? {} : { next: withTarget(next, reachable(failure, flags)) };
  return new Failure({
    ...failure,
    message: failure.message,
    cause: failure.cause,
    ...aimed(failure.next),
    details: failure.details.map((detail) => ({ ...detail, ...aimed(detail.next) })),
  });
}

/** An unknown region that cannot be reached is not repeated: the known one that is almost like it takes its place. */
function reachable({ exitCode }: Failure, flags: SettingFlags): SettingFlags {
  const { region } = flags;
  if (exitCode !== EXIT.unreachable || region === undefined || REGION_IDS.includes(region)) return flags;
  const { region: _unknown, ...others } = flags;
  const meant = suggest(region, REGION_IDS);
  return meant === undefined ? others : { ...others, region: meant };
}

const NAME = 'alikafka ';
/** Joins several commands; each has its options already. */
const THEN = ' && ';

/** Commands on all profiles, or on one that is an argument. */
const OF_ALL_PROFILES = /^config (list|use|path|rename|delete)\b/;

/** The target options that a command accepts. */
function targetsOf(command: string): readonly Target[] {
  if (!command.startsWith(NAME) || command.includes(THEN) || / --help$/.test(command)) return [];
  const words = command.slice(NAME.length);
  if (/^config(ure)?\b/.test(words)) return OF_ALL_PROFILES.test(words) ? [] : ['profile'];
  if (/^(explain|regions|emulator)\b/.test(words)) return [];
  const all = Object.keys(TARGET) as Target[];
  return isInside(words) && !/^wait instance\b/.test(words) ? all : all.filter((key) => key !== 'instance');
}

/** Whether a command works in the instance of --instance; assumed if it has no record. */
function isInside(words: string): boolean {
  const path = [...COMMANDS.keys()].find((one) => `${words} `.startsWith(`${one} `));
  const bound = path === undefined ? undefined : COMMANDS.get(path);
  return bound === undefined || takesInstance(bound, path === words);
}

const hasInstance = (params: Params = {}): boolean => Object.values(params).some(({ from }) => from === 'instance');

/** A command without arguments may default to it, as `instance describe` does. */
const takesInstance = ({ operation, command }: BoundCommand, isBare: boolean): boolean =>
  (isBare && hasInstance(command.inputs)) ||
  hasInstance(operation.params) ||
  command.needsInstance !== undefined ||
  (command.kind === 'read' && command.usesInstance === true);
