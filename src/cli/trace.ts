import type { Trace } from '../wire/call.ts';
import { safeText } from '../core/safe-text.ts';
import type { Talk } from './talk.ts';

/** Bodies longer than this are cut in the trace. */
const SHOWN = 2000;

/** `--debug`: each attempt, its parameters, the answer's headers and its timing on stderr. Lines go through the redactor. */
export function makeTrace(talk: Talk): Trace {
  const line = (text: string): void => void talk.line(safeText(text));
  return {
    sending: (attempt, origin, params) => {
      line(`> POST ${origin}/ attempt ${attempt}`);
      for (const [name, value] of Object.entries(params)) line(`>   ${name}=${SIGNED.has(name) ? '******' : value}`);
    },
    answered: (_attempt, milliseconds, answer) => {
      line(`< ${answer.status} in ${milliseconds} ms`);
      for (const [name, value] of Object.entries(answer.headers)) line(`<   ${name}: ${value}`);
      const text = new TextDecoder().decode(answer.body.subarray(0, SHOWN));
      line(`<   ${maskPasswords(text)}${answer.body.length > SHOWN ? `… (${answer.body.length} bytes)` : ''}`);
    },
    failed: (_attempt, milliseconds, why) => line(`< no answer after ${milliseconds} ms: ${why}`),
    waiting: (milliseconds) => line(`- again in ${milliseconds} ms`),
  };
}

const SIGNED = new Set(['AccessKeyId', 'Signature', 'SecurityToken', 'Password']);

/** What an answer carries under the name of a secret, in JSON (also JSON inside its texts) and XML. */
function maskPasswords(text: string): string {
  return text
    .replace(
      /((\\*")\w*(?:Password|Secret|SecurityToken|AccessToken)\2\s*:\s*\2)(?:(?!\2)(?:[^\\]|\\.))*/gi,
      '$1******',
    )
    .replace(/(<(\w*(?:Password|Secret|SecurityToken|AccessToken))>)[^<]*/gi, '$1******');
}
