/**
 * The value of `--sort`, which every command line reads. Sorting is in sort.ts, which is loaded only when rows are
 * sorted.
 */

/** The field and the order of rows. */
export interface Sort {
  /** As typed: a field in any case. */
  readonly field: string;
  readonly descending: boolean;
}

/** Reads a value of `--sort`: `Lag`, `Lag:asc`, `Lag:desc`. */
export function sortOf(typed: string): Sort {
  const [, field = typed, order] = /^(.*):(asc|desc)$/i.exec(typed) ?? [];
  return { field, descending: order?.toLowerCase() === 'desc' };
}
