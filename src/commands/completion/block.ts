/**
 * The lines that are added to the configuration of a shell, between two marks. The text is bytes as characters
 * (latin1), so that a file in any encoding stays unchanged. Removing the lines restores the text exactly.
 */
import { script } from './scripts/script.ts';

const START = script`# >>> alikafka completion >>>`;
const END = script`# <<< alikafka completion <<<`;
const BLOCK =
  /^# >>> alikafka completion >>>\r?\n(?:(?!# >>> alikafka completion >>>)[^\n]*\n)*?# <<< alikafka completion <<<\r?(?:\n|$)/m;

/** Part of the lines, and read from them: whether the file is removed with them. */
const OF_LINES = script`# Added by "alikafka completion install"; "alikafka completion uninstall" removes these lines.`;
const OF_FILE = script`# Added by "alikafka completion install"; "alikafka completion uninstall" removes this file.`;

/** The added lines of a text. `torn` if a mark has no counterpart, so that their end is not known. */
export type Found =
  | { readonly kind: 'none' | 'torn' }
  | { readonly kind: 'there'; readonly start: number; readonly end: number; readonly lines: string };

/** Finds the added lines of a text, by their marks. */
export function findBlock(text: string): Found {
  const match = BLOCK.exec(text);
  const marks = text.split(/\r?\n/).filter((line) => line === START || line === END).length;
  if (match === null) return { kind: marks === 0 ? 'none' : 'torn' };
  if (marks !== 2) return { kind: 'torn' };
  return { kind: 'there', start: match.index, end: match.index + match[0].length, lines: match[0] };
}

/** The text with the line, which runs the completion; `text` is undefined if there is no file. */
export function withBlock(text: string | undefined, line: string): string {
  const found = findBlock(text ?? '');
  const ofFile = text === undefined || (found.kind === 'there' && found.lines.includes(OF_FILE));
  const block = [START, ofFile ? OF_FILE : OF_LINES, line, END, ''].join('\n');
  if (text === undefined || text === '') return block;
  if (found.kind === 'there') return `${text.slice(0, found.start)}${block}${text.slice(found.end)}`;
  // One line end before the lines belongs to them, whether the text ended with one or not.
  return `${text}\n${block}`;
}

/** The text without the lines; null if the file was created for them, and has nothing else. */
export function withoutBlock(text: string): string | null {
  const found = findBlock(text);
  if (found.kind !== 'there') return text;
  const before = text.slice(0, found.start).replace(/\n$/, '');
  const rest = `${before}${text.slice(found.end)}`;
  return rest === '' && found.lines.includes(OF_FILE) ? null : rest;
}
