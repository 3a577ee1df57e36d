import type { Trace } from '../transport/call.ts';
import { safeText } from '../core/text/safe-text.ts';
import { isSecretName } from '../core/secret-name.ts';
import type { Log } from '../output/terminal/log.ts';

/** Characters of a body in the trace. */
const SHOWN = 2000;

/** `--debug`: each attempt, its parameters, the answer's headers and its timing on stderr. Lines go through the redactor. */
export function makeTrace(log: Log): Trace {
  const line = (text: string): void => void log.write(safeText(text));
  return {
    sending: (attempt, origin, params) => {
      line(`> POST ${origin}/ attempt ${attempt}`);
      for (const [name, value] of Object.entries(params))
        line(`>   ${name}=${SIGNED.has(name) || isSecretName(name) ? '******' : value}`);
    },
    answered: (_attempt, milliseconds, answer) => {
      line(`< ${answer.status} in ${milliseconds} ms`);
      for (const [name, value] of Object.entries(answer.headers)) line(`<   ${name}: ${value}`);
      const text = new TextDecoder().decode(answer.body);
      line(`<   ${log.redact(text, SHOWN)}${text.length > SHOWN ? `… (${answer.body.length} bytes)` : ''}`);
    },
    failed: (_attempt, milliseconds, why) => line(`< no answer after ${milliseconds} ms: ${why}`),
    waiting: (milliseconds) => line(`- again in ${milliseconds} ms`),
  };
}

const SIGNED = new Set(['AccessKeyId', 'Signature']);
