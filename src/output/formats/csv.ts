/** The format `csv`. Its rows are made in separated.ts. */
import type { Formatter } from '../document.ts';
import { separated } from './separated.ts';

/** CSV by RFC 4180: lines end in CRLF, and only fields that need quotes have them. */
export const csv: Formatter = separated({ separator: ',', end: '\r\n', field: quoted });

/** An empty field that is alone on its line is quoted too: many readers skip blank lines. */
function quoted(text: string, alone: boolean): string {
  if (alone && text === '') return '""';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
