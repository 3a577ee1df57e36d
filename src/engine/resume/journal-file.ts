/**
 * The format of the journal of a batch: a line is written before each request. The file is named after the command and
 * its target, by their hash, and after the run; it has names and no secrets. How it is used is in journal.ts.
 */

/** The journal of an earlier run. */
export interface Left {
  readonly file: string;
  /** Its start, epoch milliseconds; undefined if that line was not written completely. */
  readonly since: number | undefined;
  /** The process that wrote it. */
  readonly pid: number | undefined;
  /** Keys of the names that it had begun and that were not refused. */
  readonly begun: ReadonlySet<string>;
}

/** An entry. The line break comes first, so that an entry after one that a kill cut off is on its own line. */
export const line = (entry: object): string => `\n${JSON.stringify(entry)}`;

/** Reads a journal; a last line that a kill cut off was not sent yet, and is ignored. */
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
