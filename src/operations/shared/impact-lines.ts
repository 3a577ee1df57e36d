/** Lines above a question, about the effect of a change. */
import { plural, t } from '../../core/text/texts.ts';

/** A line about one of the things that a change affects. */
export interface Line {
  readonly text: string;
  /** Something is lost with the change. */
  readonly matters: boolean;
}

/** Lines above one question. */
const MOST = 20;

/** The texts of lines; of many, the most important first, then the number of the others. */
export function linesOf(lines: readonly Line[]): string[] {
  if (lines.length <= MOST) return lines.map(({ text }) => text);
  const ordered = [...lines.filter(({ matters }) => matters), ...lines.filter(({ matters }) => !matters)];
  return [...ordered.slice(0, MOST).map(({ text }) => text), t('and {more} more', { more: lines.length - MOST })];
}

/** `billing (lag 12)`: a group or topic with its lag in messages, which may be unknown. */
export const withLag = (name: string, lag: unknown): string =>
  lag === null || lag === undefined
    ? t('{name} (lag unknown)', { name })
    : t('{name} (lag {lag})', { name, lag: String(lag) });

/** The note that some groups were left out. */
export const uncheckedGroups = (left: number): string[] =>
  left > 0 ? [plural(left, '{count} more group was not checked', '{count} more groups were not checked')] : [];
