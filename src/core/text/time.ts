/** Reads and writes durations and times. Times are epoch milliseconds, and without a zone they are UTC. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `500ms`, `30s`, `2m`, `1h` or `7d`. Returns milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  return Math.round(Number(match[1]) * (UNITS[match[2] as string] as number));
}

/** Milliseconds as a short duration: `0.4s`, `12s`, `8m20s`, `2h5m`. */
export function spanText(milliseconds: number): string {
  if (milliseconds < 10_000) return `${Math.round(milliseconds / 100) / 10}s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${seconds % 60 === 0 ? '' : `${seconds % 60}s`}`;
  return `${Math.floor(minutes / 60)}h${minutes % 60 === 0 ? '' : `${minutes % 60}m`}`;
}

/**
 * Reads ISO 8601, `YYYY-MM-DD hh:mm:ss` or epoch milliseconds. Returns epoch milliseconds; undefined for anything else.
 * Without a zone a time is UTC, never in the zone of this machine.
 */
export function parseMoment(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{10,14}$/.test(trimmed)) return Number(trimmed);
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    trimmed,
  );
  if (match === null) return undefined;
  const [, day, clock = '00:00:00', zone = 'Z'] = match;
  const at = Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}${zone}`);
  return Number.isNaN(at) ? undefined : at;
}

/**
 * Reads a time of another program (an HTTP date, ISO 8601). Returns epoch milliseconds; undefined if it is not a time.
 * Without a zone it is UTC, like the times of the vendor, never in the zone of this machine.
 */
export function parseUtc(text: string): number | undefined {
  // Date.parse accepts "UTC" after a time that follows a space, not after one that follows a T
  const at = Date.parse(ZONED.test(text) ? text : `${text.trim().replace(/^([\d-]+)T/, '$1 ')} UTC`);
  return Number.isNaN(at) ? undefined : at;
}

/** A time of day with its zone: letters, or an offset from UTC. */
const ZONED = /\d:\d{2}(:\d{2}([.,]\d+)?)?\s*((z|ut|utc|gmt|[ecmp][sd]t)\b|[+-]\d{1,2}:?\d{2})/i;

/** A time in the form of the API, UTC without milliseconds: `2016-02-23T12:46:24Z`. */
export function apiTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
