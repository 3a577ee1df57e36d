/** The option `--rate` and ALIKAFKA_RATE. */
import { type Detail, problem } from '../../errors/failure.ts';
import { suggest } from '../../core/text/suggest.ts';

/** Rates that the user set, requests per second; 0 means no limit. */
export interface Rates {
  /** For each changing operation. */
  readonly all?: number;
  /** For one operation, also a read; takes precedence over `all`. */
  readonly by: Readonly<Record<string, number>>;
}

/** The rates, and the problems of the option and the variable. */
export interface ReadRates {
  readonly rates: Rates;
  readonly problems: Detail[];
}

/**
 * Reads `--rate` (`20`, `CreateTopic=2.5`) and ALIKAFKA_RATE, which may have several separated by commas. Options take
 * precedence over the variable: an option for all operations also over the variable's for one. With `known`, an action
 * that is not among them is a problem, with the nearest one as a suggestion.
 */
export function parseRates(flags: readonly string[], env: string | undefined, known?: readonly string[]): ReadRates {
  const variable = env?.split(',').filter((one) => one.trim() !== '') ?? [];
  const [typed, set] = [read(flags, '--rate', known), read(variable, 'ALIKAFKA_RATE', known)];
  const rates =
    typed.rates.all === undefined
      ? { ...set.rates, by: { ...set.rates.by, ...typed.rates.by } }
      : { all: typed.rates.all, by: typed.rates.by };
  return { rates, problems: [...typed.problems, ...set.problems] };
}

/** The rates of one source, named by `source`; the last of two for the same operation wins. */
function read(given: readonly string[], source: string, known: readonly string[] | undefined): ReadRates {
  const by: Record<string, number> = {};
  const problems: Detail[] = [];
  let all: number | undefined;
  for (const one of given) {
    const [, action, number] = /^(?:([A-Z][A-Za-z]*)=)?(\d+(?:\.\d+)?)$/.exec(one.trim()) ?? [];
    if (number === undefined) problems.push(invalidRate(source, one));
    else if (action === undefined) all = Number(number);
    else if (known?.includes(action) === false) problems.push(unknownAction(source, action, known));
    else by[action] = Number(number);
  }
  return { rates: all === undefined ? { by } : { all, by }, problems };
}

const invalidRate = (source: string, value: string): Detail =>
  problem(source, '{name} must be a number or <Action>=<number>, not "{value}"', {
    value,
  });

function unknownAction(source: string, action: string, known: readonly string[]): Detail {
  const near = suggest(action, known);
  if (near === undefined) return problem(source, '{name}: unknown operation "{action}"', { action });
  return problem(source, '{name}: unknown operation "{action}"; did you mean {near}?', { action, near });
}

/**
 * The rates of one operation; 0 means no limit. `--rate` is for changes: a read keeps the rate of its record unless it
 * is named, or the rate of all is 0. A rate that the user set replaces the published and the learned one, so it has no
 * older one.
 */
export function rateOf<T extends { action: string; rate: number; older?: number; change: boolean }>(
  { all, by }: Rates,
  { older, ...call }: T,
): Omit<T, 'older'> & { rate: number; older?: number } {
  const set = by[call.action] ?? (call.change || all === 0 ? all : undefined);
  if (set !== undefined) return { ...call, rate: set };
  return older === undefined ? call : { ...call, older };
}

/** A rate as text, with four significant digits. */
export const rateText = (rate: number): string => String(Number(rate.toPrecision(4)));
