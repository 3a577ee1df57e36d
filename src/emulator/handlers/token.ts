/** A NextToken: where the next page begins and what else it needs, in a form that nobody is tempted to read. */
export function tokenOf(...parts: readonly number[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('hex');
}

/** What a token says; undefined for what is no token. */
export function partsOf(token: string): number[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'hex').toString());
    return Array.isArray(parts) && parts.length > 0 && parts.every(isCount) ? parts : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (part: unknown): boolean => Number.isSafeInteger(part) && (part as number) >= 0;
