/**
 * What a batch writes down of itself, a line at a time, before each request. A file is named after the command and its
 * target, by their hash, and after the run; it holds names, and no secret.
 */

/** What an earlier run left. */
export interface Left {
  readonly file: string;
  /** When it began, epoch milliseconds; undefined where that line was not written whole. */
  readonly since: number | undefined;
  /** The process that wrote it. */
  readonly pid: number | undefined;
  /** Keys of the names that it had begun and that were not refused. */
  readonly begun: ReadonlySet<string>;
}

/** An entry. The break comes first: what follows an entry that a kill cut off is an entry of its own. */
export const line = (entry: object): string => `\n${JSON.stringify(entry)}`;

/** Reads what was written; a last line that was cut by a kill was not sent yet, and counts for nothing. */
export function readLeft(file: string, text: string): Left {
  const begun = new Set<string>();
  let [since, pid]: (number | undefined)[] = [];
  for (const entry of text.split('\n').map(parsed)) {
    if (typeof entry['since'] === 'number') since = entry['since'];
    if (typeof entry['pid'] === 'number') pid = entry['pid'];
    for (const name of listOf(entry['begin'])) begun.add(name);
    for (const name of listOf(entry['refused'])) begun.delete(name);
  }
  return { file, since, pid, begun };
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
