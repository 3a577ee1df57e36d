import { suggest } from '../../core/text/suggest.ts';

/** Calls a second that a person asked for; 0 is not paced. */
export interface Rates {
  /** For every changing operation. */
  readonly all?: number;
  /** For one operation, reads included; beats `all`. */
  readonly by: Readonly<Record<string, number>>;
}

/** The rates, and the problems as ends of a sentence that begins with `--rate`. */
export interface ReadRates {
  readonly rates: Rates;
  readonly problems: string[];
}

/**
 * Reads `--rate` (`20`, `CreateTopic=2.5`) and ALIKAFKA_RATE, which may hold several with commas between. Flags beat the
 * variable: a flag for all operations beats the variable's for one, too. With `known` a name that is not among those
 * actions is a problem, with the nearest one as a suggestion.
 */
export function parseRates(flags: readonly string[], env: string | undefined, known?: readonly string[]): ReadRates {
  const variable = env?.split(',').filter((one) => one.trim() !== '') ?? [];
  const [typed, set] = [read(flags, '', known), read(variable, ' (ALIKAFKA_RATE)', known)];
  const rates =
    typed.rates.all === undefined
      ? { ...set.rates, by: { ...set.rates.by, ...typed.rates.by } }
      : { all: typed.rates.all, by: typed.rates.by };
  return { rates, problems: [...typed.problems, ...set.problems] };
}

/** One source; the last of two for the same wins. */
function read(given: readonly string[], source: string, known: readonly string[] | undefined): ReadRates {
  const by: Record<string, number> = {};
  const problems: string[] = [];
  let all: number | undefined;
  for (const one of given) {
    const [, action, number] = /^(?:([A-Z][A-Za-z]*)=)?(\d+(?:\.\d+)?)$/.exec(one.trim()) ?? [];
    if (number === undefined) problems.push(`must be a number, or Action=number, not "${one}"${source}`);
    else if (action === undefined) all = Number(number);
    else if (known?.includes(action) === false) problems.push(`${unknown(action, known)}${source}`);
    else by[action] = Number(number);
  }
  return { rates: all === undefined ? { by } : { all, by }, problems };
}

function unknown(action: string, known: readonly string[]): string {
  const near = suggest(action, known);
  return `names no operation of this tool: ${action}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

/**
 * The rates of one operation; a rate of 0 is not paced. `--rate` means changes: a read keeps the rate of its record unless
 * it is named, or nothing at all is paced. A rate that is asked for overrides what is published and what was learned: it
 * has no older one beside.
 */
export function rateOf<T extends { action: string; rate: number; older?: number; change: boolean }>(
  { all, by }: Rates,
  { older, ...call }: T,
): Omit<T, 'older'> & { rate: number; older?: number } {
  const asked = by[call.action] ?? (call.change || all === 0 ? all : undefined);
  if (asked !== undefined) return { ...call, rate: asked };
  return older === undefined ? call : { ...call, older };
}
