import type { Rates } from './rate-limit/rates.ts';

/** How the calls of a command are made. */
export interface CallOptions {
  /** The host that --endpoint names, in place of the settings'. */
  readonly endpoint?: string | undefined;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  /** Milliseconds for the whole command; undefined without a limit. */
  readonly deadline: number | undefined;
  readonly maxAttempts: number;
  readonly rates: Rates;
  /** Further wire parameters (`--param`). */
  readonly params: Readonly<Record<string, string>>;
  /** Every attempt is traced on stderr. */
  readonly debug: boolean;
  /** Why no question can be asked, as the end of a sentence after "but"; undefined where a person can answer one. */
  readonly noPrompt: string | undefined;
}
