/** The trace of HTTP requests. */
import { t } from '../core/text/texts.ts';
import type { Trace } from '../transport/call.ts';
import { safeText } from '../core/text/safe-text.ts';
import { isSecretName } from '../core/secret-name.ts';
import type { Log } from '../output/terminal/log.ts';

/** Maximum characters of a body in the trace. */
const SHOWN = 2000;

/**
 * The trace of `--debug` on stderr: each attempt with its parameters, response, headers and timing. Secrets are masked.
 */
export function makeTrace(log: Log): Trace {
  const line = (text: string): void => void log.write(safeText(text));
  return {
    sending: (attempt, origin, params) => {
      line(t('> POST {origin}/ attempt {attempt}', { origin, attempt }));
      for (const [name, value] of Object.entries(params))
        line(`>   ${name}=${SIGNED.has(name) || isSecretName(name) ? '******' : value}`);
    },
    answered: (_attempt, milliseconds, answer) => {
      line(t('< {status} in {duration} ms', { status: answer.status, duration: milliseconds }));
      for (const [name, value] of Object.entries(answer.headers)) line(`<   ${name}: ${value}`);
      const text = new TextDecoder().decode(answer.body);
      const shown = log.redact(text, SHOWN);
      if (text.length <= SHOWN) line(`<   ${shown}`);
      else line(t('<   {start}… ({size} bytes)', { start: shown, size: answer.body.length }));
    },
    failed: (_attempt, milliseconds, reason) =>
      line(t('< no response after {duration} ms: {reason}', { duration: milliseconds, reason })),
    waiting: (milliseconds) => line(t('- retry in {duration} ms', { duration: milliseconds })),
  };
}

const SIGNED = new Set(['AccessKeyId', 'Signature']);
