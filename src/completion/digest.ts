/** Multipliers and initial values of four hashes of 32 bits, which together distinguish texts. */
const LANES = [
  [0x01000193, 0x811c9dc5],
  [0x85ebca6b, 0x9747b28c],
  [0xc2b2ae35, 0x1b873593],
  [0x27d4eb2f, 0x165667b1],
] as const;

/**
 * A short text for a long one, as 32 hexadecimal digits, for file names. It is not cryptographic: loading Node's
 * cryptography takes longer than the rest of a completion.
 */
export function digest(text: string): string {
  return LANES.map(([factor, first]) => {
    let hash: number = first;
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), factor);
      hash ^= hash >>> 15;
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  }).join('');
}
