import { exitOf, type Kind } from '../catalogue.ts';
import type { Entries } from '../catalogue/entry.ts';
import type { ExitCode } from '../failure.ts';

/** All that is known of one code. */
export interface Explained {
  /** As the service spells it; `Missing<Parameter>` for a family, `exit-6` for an exit code. */
  readonly code: string;
  /** Of a service code its kind; `tool` for this tool's own codes, `exit` for exit codes. */
  readonly kind: Kind | 'tool' | 'exit';
  readonly exitCode: ExitCode;
  /** What it says, in one sentence. */
  readonly meaning: string;
  /** Why that usually is, in one or two sentences. */
  readonly cause: string;
  /** What to do. */
  readonly hint: string;
  /** The command for it, to paste; left out where there is none, or none that is complete. */
  readonly next?: string;
  /** What is sent again; left out where that follows from the code (service codes) or says nothing (exit codes). */
  readonly repeated?: string;
}

/** Codes that belong together: a section of the page that lists them. */
export interface Theme {
  readonly title: string;
  readonly codes: readonly Explained[];
}

/** A theme of the catalogue with the usual cause of each of its codes. */
export function theme<E extends Entries>(
  title: string,
  entries: E,
  causes: Readonly<Record<keyof E & string, string>>,
): Theme {
  const codes = Object.entries(causes).map(([code, cause]) => explain(code, entries[code] as Entries[string], cause));
  return { title, codes };
}

/** One code of the catalogue with its usual cause. */
export const explain = (code: string, { kind, meaning, hint, next }: Entries[string], cause: string): Explained => ({
  code,
  kind,
  exitCode: exitOf(kind),
  meaning,
  cause,
  hint,
  ...(next === undefined ? {} : { next }),
});
