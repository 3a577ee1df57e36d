/** What is said about the changes of a command: the texts of its record, and the general ones where it has none. */
import type { ChangeCommand, ChangeTexts, Counted } from '../core/command.ts';
import type { ChangeKind } from '../core/operation.ts';
import type { Step } from '../core/plan.ts';
import type { Row } from '../core/shape.ts';
import { listed, plural, t, type TextValue } from '../core/text/texts.ts';
import { nameOf } from './change/results.ts';

/** Any command. */
const ANY = {
  question: { one: 'Run "{command}" for {name}?', many: 'Run "{command}" for {count} names?' },
  about: {
    one: 'About to run "{command}" for {name} ({target}).',
    many: 'About to run "{command}" for {names} ({target}).',
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

/** The values of a text; more than its places is fine. */
type Given = Readonly<Record<string, TextValue>>;

/** The own texts of a command, for these steps. */
export const textsOf = ({ texts = {} }: Pick<ChangeCommand, 'texts'>, steps: readonly Step[] = []): ChangeTexts =>
  typeof texts === 'function' ? texts(steps) : texts;

/** Names as the texts of a command have them, each once. */
export function labelsOf(command: ChangeCommand, rows: readonly Row[], steps: readonly Step[]): string[] {
  const label = textsOf(command, steps).label ?? command.results.typedName ?? nameOf;
  return [...new Set(rows.map(label).filter((name) => name !== ''))];
}

/** The question, and what is going to be done; `names` are labels, of which the first are listed. */
export interface Announced {
  readonly question: string;
  readonly about: string;
}

/** What is said before a change. `target` is where it goes; `values` has the command and its operation. */
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

/** What is going to be done to the names that match a pattern, before they are read; undefined without such a text. */
export function aboutMatching(command: ChangeCommand, pattern: string, values: Given): string | undefined {
  const own = textsOf(command).aboutMatching;
  return own === undefined ? undefined : t<string>(own, { ...values, pattern });
}

/** The first five names, and how many more there are. */
export const firstNames = (names: readonly string[]): string =>
  names.length <= 5
    ? listed(names)
    : t('{names} and {count} more', { names: listed(names.slice(0, 5)), count: names.length - 5 });

/** That reading shows a change whose response was not clear. */
export const tookEffectText = (command: Pick<ChangeCommand, 'texts'>): string =>
  t<string>(textsOf(command).reconciled ?? ANY.reconciled);

/** That what was to be changed does not exist. */
export const absentText = (command: Pick<ChangeCommand, 'texts'>, name: string, reason: string): string =>
  t<string>(textsOf(command).absent ?? ANY.absent, { name, reason });

/** That what was to be created exists already. */
export const presentText = (command: Pick<ChangeCommand, 'texts'>, name: string, reason: string): string =>
  t<string>(textsOf(command).present ?? ANY.present, { name, reason });

/** The option that lets what exists, or does not exist, pass; undefined where the command has none. */
export function skipText(command: Pick<ChangeCommand, 'texts' | 'idempotent'>): string | undefined {
  const flag = command.idempotent?.flag;
  return flag === undefined ? undefined : t<string>(textsOf(command).skip ?? SKIP[flag].skip);
}

/** What is skipped because an earlier run, started at `time`, had done it; `count` above 0. */
export function resumedText(command: Pick<ChangeCommand, 'texts' | 'changeKind'>, count: number, time: string): string {
  const { one, many } = textsOf(command).resumed ?? RESUMED[command.changeKind];
  return plural<string, string>(count, one, many, { time });
}
