import { type Failure, sentence } from './failure.ts';

/** Visible escapes for what a terminal would obey; error texts quote the service. Line breaks stay. */
function harmless(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A failure as a person reads it: what failed, the service's words, the RequestId, a hint, the next command. */
export function asText(failure: Failure, paint: { red(text: string): string; dim(text: string): string }): string {
  const lines = [`${paint.red('error:')} ${failure.message}`];
  if (failure.details.length > 1 || (failure.details.length === 1 && failure.code !== 'Usage')) lines.push(...failure.details.map((detail) => `  - ${sentence(detail)}`));
  const facts = [
    ['code', failure.code === 'Usage' ? undefined : failure.code],
    ['action', failure.action],
    ['requestId', failure.requestId],
    ['hint', failure.hint],
    ['next', failure.next],
  ] as const;
  for (const [label, value] of facts) if (value !== undefined && value !== '') lines.push(`  ${paint.dim(`${label}:`.padEnd(11))}${value}`);
  return `${harmless(lines.join('\n'))}\n`;
}

/** A failure as one line of JSON, the last line of stderr with `-o json` and `-o ndjson`. */
export function asJson(failure: Failure): string {
  const { code, message, requestId, httpStatus, action, hint, next, retryable, exitCode, details } = failure;
  const error = {
    code,
    message,
    requestId: requestId ?? null,
    httpStatus: httpStatus ?? null,
    action: action ?? null,
    hint: [hint, next].filter((part) => part !== undefined).join(' ') || null,
    retryable,
    exitCode,
    details,
  };
  return `${harmless(JSON.stringify({ error }))}\n`;
}
