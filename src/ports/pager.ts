/** How a pager is run. */
export interface PagerOptions {
  /** Its variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends it when it aborts. */
  readonly stop: AbortSignal;
}

/**
 * Shows a text in a pager, which has the terminal until the user leaves it. `command` is a command line, as PAGER has
 * it. False where it did not start, and nothing was shown. Never rejects.
 */
export type RunPager = (command: string, text: string, options: PagerOptions) => Promise<boolean>;
