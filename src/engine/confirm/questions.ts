import { safeText } from '../../core/text/safe-text.ts';
import type { Effects } from '../../context.ts';
import { declined } from '../../errors/failure.ts';
import type { Log } from '../../output/terminal/log.ts';
import type { CommandOptions } from '../command-context.ts';
import { confirmationRequired } from './refusal.ts';

/** What a question needs: `api` and the commands of this tool ask too. */
interface Asking {
  readonly context: Pick<Effects, 'prompts'>;
  readonly log: Log;
  readonly options: Pick<CommandOptions, 'noPrompt'>;
}

/**
 * Asks yes or no, below `about`, which tells what is going to be done, and what `before` logs. Throws Failure: exit 130
 * for anything but a yes, exit 2 where questions cannot be asked.
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

/** What is going to be done: never silent. */
export const tell = ({ log }: Pick<Asking, 'log'>, about: string): Promise<void> => log.tell(safeText(about));

/** A line above a question: what is ordered, or what a change affects. */
export const show = ({ log }: Pick<Asking, 'log'>, line: string): Promise<void> => log.tell(`  ${safeText(line)}`);
