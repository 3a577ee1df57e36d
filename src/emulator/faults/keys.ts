/** The keys of a fault rule: which kinds take them, how their text is read, and what to say where it cannot be. */
import { suggest } from '../../core/text/suggest.ts';
import { parseDuration } from '../../core/text/time.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { FAULT_EFFECTS, type FaultKind, type FaultRule } from './rule.ts';

/** What a rule says beside its kind. */
export type FaultKey = Exclude<keyof FaultRule, 'kind'>;

interface Reader<T> {
  /** All kinds when absent. */
  readonly kinds?: readonly FaultKind[];
  /** Undefined for what is not a value of it. */
  readonly read: (text: string) => T | undefined;
  /** What is wrong with such a text, after the key's name. */
  readonly wrong: (text: string) => string;
}

const must =
  (be: string) =>
  (text: string): string =>
    `must be ${be}, not "${text}"`;

const oneOf = <const W extends string>(words: readonly W[]): Reader<W> => ({
  read: (text) => words.find((word) => word === text),
  wrong: (text) => {
    const near = suggest(text, words);
    return `${must(`one of ${words.join(', ')}`)(text)}${near === undefined ? '' : `; did you mean ${near}?`}`;
  },
});

const whole = (from: number, to = Number.MAX_SAFE_INTEGER): Reader<number> => ({
  read: (text) => (/^\d+$/.test(text) ? within(Number(text), from, to) : undefined),
  wrong: must(to === Number.MAX_SAFE_INTEGER ? `a whole number from ${from}` : `a whole number from ${from} to ${to}`),
});

const within = (value: number, from: number, to: number): number | undefined =>
  value >= from && value <= to ? value : undefined;

const ACTIONS = OPERATIONS.map(({ action }) => action);

const actions: Reader<readonly string[]> = {
  read: (text) => (text.split('|').every((one) => ACTIONS.includes(one)) ? text.split('|') : undefined),
  wrong: (text) => {
    const odd = text.split('|').find((one) => !ACTIONS.includes(one)) ?? '';
    const near = suggest(odd, ACTIONS);
    return `names "${odd}", which is no operation${near === undefined ? '' : `; did you mean ${near}?`}`;
  },
};

/** Milliseconds of `250` or `2s`, and with a sign where it may have one; undefined for anything else. */
export function milliseconds(text: string, signed = false): number | undefined {
  const [, sign, size = ''] = (signed ? /^([+-]?)(.*)$/ : /^()(.*)$/).exec(text) ?? [];
  const value = /^\d+$/.test(size) ? Number(size) : parseDuration(size);
  return value !== undefined && sign === '-' ? -value : value;
}

const duration: Reader<number> = {
  read: (text) => milliseconds(text),
  wrong: must('milliseconds, or a duration such as 2s'),
};

/** Every key, in the order of the documentation. */
export const FAULT_KEYS: { readonly [K in FaultKey]-?: Reader<NonNullable<FaultRule[K]>> } = {
  action: actions,
  effect: oneOf(FAULT_EFFECTS),
  at: { kinds: ['drop', 'delay', 'error', 'html'], ...oneOf(['before', 'after']) },
  times: whole(1),
  skip: whole(0),
  chance: {
    read: (text) => (/^\d*\.?\d+$/.test(text) ? within(Number(text), 0, 1) : undefined),
    wrong: must('a number from 0 to 1'),
  },
  seed: whole(0, 2 ** 32 - 1),
  ms: { kinds: ['delay'], ...duration },
  after: { kinds: ['throttle'], ...duration },
  by: {
    kinds: ['skew'],
    read: (text) => milliseconds(text, true),
    wrong: must('a duration such as 20m or -20m'),
  },
  status: { kinds: ['throttle', 'error', 'html'], ...whole(200, 599) },
  code: {
    kinds: ['throttle', 'error', 'refuse'],
    read: (text) => (/^[A-Za-z][\w.]*$/.test(text) ? text : undefined),
    wrong: must('a code such as ServiceUnavailable'),
  },
};

/** The HTTP statuses of a kind, where it does not take all of them. */
export const STATUSES: Readonly<Partial<Record<FaultKind, readonly [from: number, to: number]>>> = {
  throttle: [400, 599],
  error: [500, 599],
};

/** What a rule of a kind cannot do without. */
export const REQUIRED: Readonly<Partial<Record<FaultKind, FaultKey>>> = { delay: 'ms', skew: 'by' };
