/** JSON that people write: JSON.parse silently keeps the last of two fields of the same name, which is refused here. */

/** A field that an object of the text has twice, and the position of the second one. */
export interface GivenTwice {
  readonly field: string;
  readonly at: number;
}

/** A string with the colon that makes it a field's name, or a bracket. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/gs;

/** The first field that is given twice; undefined where there is none. The text must be valid JSON. */
export function givenTwice(text: string): GivenTwice | undefined {
  const open: Set<string>[] = [];
  for (const { 0: token, 1: name, 2: colon, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (name !== undefined && colon !== undefined) {
      const field = JSON.parse(name) as string;
      const fields = open.at(-1);
      if (fields?.has(field) === true) return { field, at: index };
      fields?.add(field);
    }
  }
  return undefined;
}

/** The value of a JSON text of settings. Throws Error, whose message quotes none of its values. */
export function parseSettings(text: string): unknown {
  // Bytes that are not UTF-8 were replaced when they were read; what is saved next would hold the replacements.
  if (text.includes('\uFFFD')) throw new Error('it is not valid UTF-8; save it as UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // the message of JSON.parse quotes the text, which may have secrets
    throw new Error('it is not JSON');
  }
  const twice = givenTwice(text);
  if (twice !== undefined) throw new Error(`it gives "${twice.field}" twice`);
  return value;
}
