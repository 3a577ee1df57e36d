/** A line about one of the things that a change would hit. */
export interface Line {
  readonly text: string;
  /** Something is lost with it. */
  readonly matters: boolean;
}

/** Lines above one question. */
const MOST = 20;

/** The lines of a guard; of very many the ones that matter first, with the number of the others. `what` is their plural. */
export function linesOf(lines: readonly Line[], what: string): string[] {
  if (lines.length <= MOST) return lines.map(({ text }) => text);
  const ordered = [...lines.filter(({ matters }) => matters), ...lines.filter(({ matters }) => !matters)];
  return [...ordered.slice(0, MOST).map(({ text }) => text), `and ${lines.length - MOST} more ${what}`];
}

/** `lag 12`, or that it is not known. */
export const lagText = (lag: unknown): string => `lag ${lag === null || lag === undefined ? 'unknown' : String(lag)}`;
