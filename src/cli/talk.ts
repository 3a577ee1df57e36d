import type { Context } from '../context.ts';
import { redactor } from '../errors/redact.ts';
import { safeText } from '../core/safe-text.ts';
import type { Paint } from './paint.ts';

/** What a command says on stderr. Every line passes through the redactor, and what the service sent is made harmless. */
export interface Talk {
  /** Something worth knowing; silent with --quiet. */
  note(text: string): Promise<void>;
  /** Something that may be wrong; silent with --quiet. */
  warn(text: string): Promise<void>;
  /** A line of `--debug`, or an error: never silent. */
  line(text: string): Promise<void>;
  /** A secret that must never be shown from now on. */
  hide(secret: string | undefined): void;
  redact(text: string): string;
}

export function makeTalk(context: Context, quiet: boolean, paint: Paint): Talk {
  const secrets = new Set<string>();
  let redact = redactor(secrets);
  const write = (text: string): Promise<void> => context.stderr.write(`${redact(text)}\n`);
  return {
    note: async (text) => (quiet ? undefined : write(safeLines(text))),
    warn: async (text) => (quiet ? undefined : write(`${paint.yellow('warning:')} ${safeLines(text)}`)),
    line: write,
    redact: (text) => redact(text),
    hide: (secret) => {
      if (secret === undefined || secret === '') return;
      secrets.add(secret);
      redact = redactor(secrets);
    },
  };
}

const safeLines = (text: string): string => text.split('\n').map(safeText).join('\n');
