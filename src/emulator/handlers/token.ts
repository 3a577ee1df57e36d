/** A NextToken: the start of the next page and what else it needs, encoded so that clients treat it as opaque. */
export function tokenOf(...parts: readonly number[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('hex');
}

/** The parts of a token; undefined if it is not valid. */
export function partsOf(token: string): number[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'hex').toString());
    return Array.isArray(parts) && parts.length > 0 && parts.every(isCount) ? parts : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (part: unknown): boolean => Number.isSafeInteger(part) && (part as number) >= 0;
