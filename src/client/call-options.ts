/** The options of calls: limits, retries, rates, traces. */
import type { Rates } from './rate-limit/rates.ts';

/** The options of a command's calls. */
export interface CallOptions {
  /** The endpoint of --endpoint, which overrides the settings. */
  readonly endpoint?: string | undefined;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  /** Milliseconds for the whole command; undefined without a limit. */
  readonly deadline: number | undefined;
  readonly maxAttempts: number;
  readonly rates: Rates;
  /** Additional request parameters (`--param`). */
  readonly params: Readonly<Record<string, string>>;
  /** Trace every attempt on stderr. */
  readonly debug: boolean;
  /** No progress is shown. */
  readonly quiet: boolean;
  /** Why no prompt can be shown, as a clause (`stdin is not a terminal`); undefined if one can. */
  readonly noPrompt: string | undefined;
}
