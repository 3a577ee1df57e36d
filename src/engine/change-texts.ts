/** The texts about the changes of a command: those of its record, and general ones in place of those that it lacks. */
import type { ChangeCommand, ChangeTexts, Counted } from '../core/command.ts';
import type { ChangeKind } from '../core/operation.ts';
import type { Step } from '../core/plan.ts';
import type { Row } from '../core/shape.ts';
import { listed, plural, t, type TextValue } from '../core/text/texts.ts';
import { nameOf } from './change/results.ts';

/** The texts of a command with names. */
const ANY = {
  question: { one: 'Run "{command}" for {name}?', many: 'Run "{command}" for {count} names?' },
  about: {
    one: 'About to run "{command}" for {name} ({target}).',
    many: 'About to run "{command}" for {names} ({target}).',
  },
  matching: 'About to run "{command}" for names matching "{pattern}" ({target}).',
  matched: {
    one: 'About to run "{command}" for {count} name matching "{pattern}" ({target}).',
    many: 'About to run "{command}" for {count} names matching "{pattern}" ({target}).',
  },
  reconciled: 'no clear response, but the change has taken effect',
  absent: '"{name}" not found ({reason})',
  present: '"{name}" already exists ({reason})',
} as const satisfies ChangeTexts;

/** A command without names. */
const UNNAMED = {
  question: { one: 'Run "{command}"?' },
  about: { one: 'About to run "{command}" ({target}).' },
} as const satisfies ChangeTexts;

const SKIP = {
  'if-exists': { skip: 'Use --if-exists to skip what does not exist.' },
  'if-not-exists': { skip: 'Use --if-not-exists to skip what already exists.' },
} as const satisfies Record<string, ChangeTexts>;

const RESUMED: Readonly<Record<ChangeKind, Counted>> = {
  created: {
    one: 'Resuming the run started at {time}: {count} name already created, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} names already created, skipping (use --no-resume to start over)',
  },
  deleted: {
    one: 'Resuming the run started at {time}: {count} name already deleted, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} names already deleted, skipping (use --no-resume to start over)',
  },
  changed: {
    one: 'Resuming the run started at {time}: {count} name already changed, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} names already changed, skipping (use --no-resume to start over)',
  },
};

/** The values of a text; additional ones are ignored. */
type Given = Readonly<Record<string, TextValue>>;

/** The own texts of a command, for these steps. */
export const textsOf = ({ texts = {} }: Pick<ChangeCommand, 'texts'>, steps: readonly Step[] = []): ChangeTexts =>
  typeof texts === 'function' ? texts(steps) : texts;

/** Names as the texts of a command show them, without duplicates. */
export function labelsOf(command: ChangeCommand, rows: readonly Row[], steps: readonly Step[]): string[] {
  const label = textsOf(command, steps).label ?? command.results.typedName ?? nameOf;
  return [...new Set(rows.map(label).filter((name) => name !== ''))];
}

/** The question and the announcement of a change; `names` are labels, of which the first are listed. */
export interface Announced {
  readonly question: string;
  readonly about: string;
}

/**
 * The texts before a change. `target` is its profile, region and instance; `values` has the command and its operation.
 */
export function announced(
  command: ChangeCommand,
  steps: readonly Step[],
  names: readonly string[],
  values: Given,
): Announced {
  const own = textsOf(command, steps);
  const all = {
    command: command.path,
    name: names[0] ?? '',
    names: firstNames(names),
    ...own.values?.(steps),
    ...values,
  };
  const of = (key: keyof Announced): string => {
    if (names.length < 2) return t<string>(own[key]?.one ?? (names.length === 0 ? UNNAMED : ANY)[key].one, all);
    const many = own[key]?.many ?? ANY[key].many;
    return plural<string, string>(names.length, many, many, all);
  };
  return { question: of('question'), about: of('about') };
}

/** What is going to be done to the names that a pattern selects, before they are read. */
export const matchingText = (command: ChangeCommand, values: Given & { readonly pattern: string }): string =>
  t<string>(textsOf(command).matching ?? ANY.matching, { command: command.path, ...values });

/** What is going to be done to the names that a pattern selected; `count` is above 0. */
export function matchedText(
  command: ChangeCommand,
  count: number,
  values: Given & { readonly pattern: string },
): string {
  const { one, many } = textsOf(command).matched ?? ANY.matched;
  return plural<string, string>(count, one, many, { command: command.path, ...values });
}

/** The first five names, or `most`, and how many more there are. */
export const firstNames = (names: readonly string[], most = 5): string =>
  names.length <= most
    ? listed(names)
    : t('{names} and {count} more', { names: listed(names.slice(0, most)), count: names.length - most });

/** The note that reading shows the effect of a change whose response was not clear. */
export const tookEffectText = (command: Pick<ChangeCommand, 'texts'>): string =>
  t<string>(textsOf(command).reconciled ?? ANY.reconciled);

/** The refusal to change something that does not exist. */
export const absentText = (command: Pick<ChangeCommand, 'texts'>, name: string, reason: string): string =>
  t<string>(textsOf(command).absent ?? ANY.absent, { name, reason });

/** The refusal to create something that already exists. */
export const presentText = (command: Pick<ChangeCommand, 'texts'>, name: string, reason: string): string =>
  t<string>(textsOf(command).present ?? ANY.present, { name, reason });

/** The option that skips what exists, or does not exist; undefined if the command has none. */
export function skipText(command: Pick<ChangeCommand, 'texts' | 'idempotent'>): string | undefined {
  const flag = command.idempotent?.flag;
  return flag === undefined ? undefined : t<string>(textsOf(command).skip ?? SKIP[flag].skip);
}

/** The note about the part that an earlier run, started at `time`, already did; `count` is above 0. */
export function resumedText(command: Pick<ChangeCommand, 'texts' | 'changeKind'>, count: number, time: string): string {
  const { one, many } = textsOf(command).resumed ?? RESUMED[command.changeKind];
  return plural<string, string>(count, one, many, { time });
}
