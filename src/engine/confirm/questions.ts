/** Yes-or-no questions, and the lines above them. Which changes need one is in missing.ts. */
import { safeText } from '../../core/text/safe-text.ts';
import type { Effects } from '../../context.ts';
import { declined } from '../../errors/failure.ts';
import type { Log } from '../../output/terminal/log.ts';
import type { CommandOptions } from '../command-context.ts';
import { confirmationRequired } from './refusal.ts';

/** What a question needs; `api` and the commands of this tool ask too. */
interface Asking {
  readonly context: Pick<Effects, 'prompts'>;
  readonly log: Log;
  readonly options: Pick<CommandOptions, 'noPrompt'>;
}

/**
 * Asks yes or no, below the announcement `about` and what `before` logs. Throws Failure: exit 130 for any answer but
 * yes, exit 2 if questions cannot be asked.
 */
export async function askYes(
  { context, log, options: { noPrompt } }: Asking,
  { about, question }: { readonly about: string; readonly question: string },
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  if (noPrompt === undefined) await before();
  await tell({ log }, about);
  if (noPrompt !== undefined)
    throw confirmationRequired([{ missing: { kind: 'yes' }, abouts: [about], profile: '' }], noPrompt);
  if (!(await context.prompts.confirm(safeText(question)))) throw declined();
}

/** Logs the announcement of a change, even with --quiet. */
export const tell = ({ log }: Pick<Asking, 'log'>, about: string): Promise<void> => log.tell(safeText(about));

/** A line above a question: what is ordered, or what a change affects. */
export const show = ({ log }: Pick<Asking, 'log'>, line: string): Promise<void> => log.tell(`  ${safeText(line)}`);
