import type { Json } from '../../core/shape.ts';
import { hiddenIn, type Redact, redactor, secretMask } from '../../errors/redact.ts';
import { safeText } from '../../core/text/safe-text.ts';
import type { Colors } from './colors.ts';

/** What a command says on stderr. Every line passes through the redactor, and what the service sent is made harmless. */
export interface Log {
  /** Something worth knowing; silent with --quiet. */
  info(text: string): Promise<void>;
  /** Something that may be wrong; silent with --quiet. */
  warn(text: string): Promise<void>;
  /** A line of `--debug`, or an error: never silent. */
  write(text: string): Promise<void>;
  /** A secret that must never be shown from now on. */
  hide(secret: string | undefined): void;
  readonly redact: Redact;
  /** Masks the hidden secrets alone: for data, in which a name is no sign of a secret. */
  readonly mask: Redact;
  /** Data with the hidden secrets masked in each of its texts. */
  masked<T extends Json | readonly Json[]>(data: T): T;
}

/** Where lines of text go. */
interface Lines {
  write(text: string): Promise<void>;
}

export function makeLog({ stderr }: { readonly stderr: Lines }, quiet: boolean, colors: Colors): Log {
  const secrets = new Set<string>();
  let [redact, mask] = [redactor(secrets), secretMask(secrets)];
  const say = async (text: string, mark = ''): Promise<void> =>
    quiet ? undefined : stderr.write(`${redact(`${mark}${safeLines(text)}`)}\n`);
  return {
    info: (text) => say(text),
    warn: (text) => say(text, `${colors.yellow('warning:')} `),
    write: (text) => stderr.write(`${redact(text)}\n`),
    redact: (text, most) => redact(text, most),
    mask: (text, most) => mask(text, most),
    masked: <T extends Json | readonly Json[]>(data: T): T => hiddenIn(data as Json, mask) as T,
    hide: (secret) => {
      if (secret === undefined || secret === '') return;
      secrets.add(secret);
      [redact, mask] = [redactor(secrets), secretMask(secrets)];
    },
  };
}

const safeLines = (text: string): string => text.split('\n').map(safeText).join('\n');
