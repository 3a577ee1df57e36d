/** Messages on stderr: notes, warnings and traces. */
import type { Json } from '../../core/shape.ts';
import { hiddenIn, type Redact, redactor, secretMask } from '../../errors/redact.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { t } from '../../core/text/texts.ts';
import { hanging } from '../../core/text/wrap.ts';
import type { Colors } from './colors.ts';

/** The messages of a command on stderr. Secrets are masked in every line; hidden characters are made visible. */
export interface Log {
  /** A note; silent with --quiet. */
  info(text: string): Promise<void>;
  /** A warning; silent with --quiet. */
  warn(text: string): Promise<void>;
  /** What must be known, such as what is going to be done: never silent. */
  tell(text: string): Promise<void>;
  /** A line of `--debug`, or an error that is laid out already: never silent, never wrapped. */
  write(text: string): Promise<void>;
  /** Registers a secret, which is masked in all later output. */
  hide(secret: string | undefined): void;
  readonly redact: Redact;
  /** Masks only the registered secrets: for data, where a name like "password" does not mark a secret. */
  readonly mask: Redact;
  /** Data with the registered secrets masked in all texts. */
  masked<T extends Json | readonly Json[]>(data: T): T;
}

/** A sink of text. */
interface Lines {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): Promise<void>;
}

/** Creates the log of a command; with `quiet`, notes and warnings are dropped. */
export function makeLog({ stderr }: { readonly stderr: Lines }, quiet: boolean, colors: Colors): Log {
  const secrets = new Set<string>();
  let [redact, mask] = [redactor(secrets), secretMask(secrets)];
  const tell = async (text: string, mark = ''): Promise<void> => {
    const safe = redact(safeLines(text));
    const label = mark === '' ? '' : `${colors.warning(mark)} `;
    await stderr.write(`${label}${await laidOut(safe, mark === '' ? 0 : mark.length + 1, stderr)}\n`);
  };
  const say = async (text: string, mark?: string): Promise<void> => (quiet ? undefined : tell(text, mark));
  return {
    info: (text) => say(text),
    warn: (text) => say(text, t('warning:')),
    tell: (text) => tell(text),
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

/** A message on a terminal, wrapped at words if it is longer than a line; `indent` columns are used before it. */
async function laidOut(text: string, indent: number, { isTTY = false, columns = 80 }: Lines): Promise<string> {
  if (!isTTY || text.length <= columns - indent) return text;
  const { wrapFor } = await import('./wrap.ts');
  return hanging((await wrapFor(columns, text))(text, indent), indent);
}

const safeLines = (text: string): string => text.split('\n').map(safeText).join('\n');
