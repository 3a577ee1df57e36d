/** Prints a failure: as text for people, as one line of JSON for scripts. */
import { replaceHidden, unicodeEscape } from '../core/text/safe-text.ts';
import { hanging } from '../core/text/wrap.ts';
import { detailLine, type Failure } from './failure.ts';

/** Errors quote the service: control characters of a terminal are shown as escapes. Line breaks are this tool's own. */
const harmless = (text: string): string =>
  text
    .split('\n')
    .map((line) => replaceHidden(line, unicodeEscape))
    .join('\n');

/** Splits a text into lines of the remaining width; one line if the text is not for a terminal. */
type Wrap = (text: string, indent: number) => readonly string[];

const unwrapped: Wrap = (text) => text.split('\n');

/**
 * A failure as text: the message, the details, then code, action, RequestId, hint and next command, one per line. Long
 * lines continue below their text; the next command is never broken.
 */
export function asText(
  failure: Failure,
  colors: { bad(text: string): string; dim(text: string): string },
  wrap = unwrapped,
): string {
  const laid = (text: string, indent: number): string => hanging(wrap(harmless(text), indent), indent);
  const lines = [`${colors.bad('error:')} ${laid(failure.message, 'error: '.length)}`];
  lines.push(...listedIn(failure).map((line) => `  - ${laid(line, 4)}`));
  const facts = [
    ['code', failure.code === 'Usage' ? undefined : failure.code],
    ['action', failure.action],
    ['requestId', failure.requestId],
    ['hint', failure.hint],
    ['next', failure.next],
  ] as const;
  for (const [label, value] of facts)
    if (value !== undefined && value !== '') {
      const text = label === 'next' ? harmless(value) : laid(value, FACT_INDENT);
      lines.push(`  ${colors.dim(`${label}:`.padEnd(FACT_INDENT - 2))}${text}`);
    }
  return `${lines.join('\n')}\n`;
}

/** Where the values of code, action and the others begin. */
const FACT_INDENT = 13;

/** The lines below the message. The one problem of a command line is the message itself. */
function listedIn({ lines, details, code }: Failure): readonly string[] {
  if (lines !== undefined) return lines;
  return details.length === 1 && code === 'Usage' ? [] : details.map(detailLine);
}

/** A failure as one line of JSON, which is the last line of stderr with `-o json` and `-o ndjson`. */
export function asJson(failure: Failure): string {
  const { code, message, requestId, httpStatus, action, hint, next, retryable, exitCode, details } = failure;
  const error = {
    code,
    message,
    requestId: requestId ?? null,
    httpStatus: httpStatus ?? null,
    action: action ?? null,
    hint: hint || null,
    next: next || null,
    retryable,
    exitCode,
    details,
  };
  return `${harmless(JSON.stringify({ error }))}\n`;
}
