/** Messages on stderr: notes, warnings and traces. */
import type { Json } from '../../core/shape.ts';
import { hiddenIn, type Redact, redactor, secretMask } from '../../errors/redact.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { t } from '../../core/text/texts.ts';
import type { Colors } from './colors.ts';

/** The messages of a command on stderr. Secrets are masked in every line; hidden characters are made visible. */
export interface Log {
  /** A note; silent with --quiet. */
  info(text: string): Promise<void>;
  /** A warning; silent with --quiet. */
  warn(text: string): Promise<void>;
  /** A line of `--debug`, or an error: never silent. */
  write(text: string): Promise<void>;
  /** Registers a secret, which is masked from now on. */
  hide(secret: string | undefined): void;
  readonly redact: Redact;
  /** Masks only the registered secrets: for data, where a name like "password" does not mark a secret. */
  readonly mask: Redact;
  /** Data with the registered secrets masked in all texts. */
  masked<T extends Json | readonly Json[]>(data: T): T;
}

/** A sink of text. */
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
    warn: (text) => say(text, `${colors.yellow(t('warning:'))} `),
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
