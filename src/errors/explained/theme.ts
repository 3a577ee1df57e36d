/** The form of what `explain` prints about a code. The texts are in the other files of this folder. */
import { t } from '../../core/text/texts.ts';
import { exitOf, type Kind } from '../catalogue.ts';
import type { Advised, Entries, Entry } from '../catalogue/entry.ts';
import type { ExitCode } from '../failure.ts';

/** A code as `explain` prints it. Texts are English templates: the code that prints them calls `t`. */
export interface Explained extends Advised {
  /** As the service spells it; `Missing<Parameter>` for a family, `exit 6` for an exit code. */
  readonly code: string;
  /** The kind of a service code; `tool` for this tool's own codes, `exit` for exit codes. */
  readonly kind: Kind | 'tool' | 'exit';
  readonly exitCode: ExitCode;
  /** What the code means, in one sentence. */
  readonly meaning: string;
  /** The usual cause, in one or two sentences. */
  readonly cause: string;
  /** Which requests are sent again; absent for service codes, where it is computed, and for exit codes. */
  readonly retried?: string;
}

/** Kinds in words. */
const KINDS: Readonly<Record<Explained['kind'], () => string>> = {
  notFound: () => t('not found'),
  noInstance: () => t('instance not found'),
  exists: () => t('already exists'),
  state: () => t('wrong state'),
  credentials: () => t('credentials'),
  permission: () => t('permission'),
  throttled: () => t('throttled'),
  internal: () => t('service fault'),
  clock: () => t('clock'),
  input: () => t('invalid input'),
  quota: () => t('limit reached'),
  refused: () => t('refused'),
  tool: () => t('this tool'),
  exit: () => t('exit code'),
};

/** The kind of a code, in words. */
export const kindText = ({ kind }: Pick<Explained, 'kind'>): string => KINDS[kind]();

/** Codes that belong together: a section of docs/errors.md. */
export interface Theme {
  readonly title: string;
  readonly codes: readonly Explained[];
}

/** The usual cause of a code, in one or two sentences. */
export interface Cause {
  readonly cause: string;
}

/** A theme of the catalogue with the usual cause of each of its codes. */
export function theme<E extends Entries>(
  title: string,
  entries: E,
  causes: Readonly<Record<keyof E & string, Cause>>,
): Theme {
  const codes = Object.entries(causes).map(([code, { cause }]) => explain(code, entries[code] as Entry, { cause }));
  return { title, codes };
}

/** One code of the catalogue with its usual cause. */
export const explain = (code: string, entry: Entry, { cause }: Cause): Explained => ({
  ...entry,
  code,
  exitCode: exitOf(entry.kind),
  cause,
});
