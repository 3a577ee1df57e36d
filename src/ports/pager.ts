/** How a pager is run. */
export interface PagerOptions {
  /** Its environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the pager when it aborts. */
  readonly stop: AbortSignal;
}

/**
 * Shows a text in a pager, which uses the terminal until the user quits it. `command` is a command line, in the form of
 * PAGER. False if it did not start and nothing was shown. Never rejects.
 */
export type RunPager = (command: string, text: string, options: PagerOptions) => Promise<boolean>;
