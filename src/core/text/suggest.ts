/** The candidate most similar to a typed word, in any letter case; undefined if none is similar. */
export function suggest(typed: string, candidates: Iterable<string>): string | undefined {
  const low = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(typed.length / 3)) + 1;
  for (const candidate of candidates) {
    // The distance is at least the difference of the lengths; without this, a very long word would take seconds
    if (candidate === '' || Math.abs(candidate.length - low.length) >= bestDistance) continue;
    const away = distance(low, candidate.toLowerCase());
    if (away < bestDistance && isNear(low, candidate.toLowerCase(), away)) [best, bestDistance] = [candidate, away];
  }
  return best;
}

/** Two edits of a short word make any other of it: then one alone is near, or the rest of the word. */
const isNear = (typed: string, candidate: string, away: number): boolean =>
  typed.length > SHORT || away <= 1 || candidate.startsWith(typed);

const SHORT = 4;

/** The number of edits between two words: insertions, deletions, replacements, and swaps of adjacent letters. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      row.push(swapped ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
