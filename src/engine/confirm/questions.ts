import type { Values } from '../../core/operation.ts';
import type { Effects } from '../../context.ts';
import { declined, type Failure, usage } from '../../errors/failure.ts';
import type { Log } from '../../output/terminal/log.ts';
import type { ChangeContext, CommandOptions } from '../command-context.ts';
import { placeOf, targetOf } from '../target.ts';

/** What is needed to ask: less than a command's whole run, since `api` asks too. */
export type ConfirmationContext = Pick<
  ChangeContext,
  'bound' | 'input' | 'options' | 'settings' | 'client' | 'context' | 'log'
>;

/** A change that is about to be made, as far as asking for it goes. */
export interface PendingChange {
  /** Completes "About to …": `delete topic orders`. */
  readonly what: string;
  /** The question itself: `Delete 2 topics?`. */
  readonly asks: string;
  /** The same without a name: `delete topic`. */
  readonly verb: string;
  /** Lines above the question: what is ordered. */
  readonly shows: readonly string[];
  /** The names of what will be changed, each once. */
  readonly names: readonly string[];
  /** What --confirm may name: these, those that need no change, and what stands for a change. */
  readonly known: readonly string[];
  /** What will be sent, for the reads that show what it would hit. */
  readonly inputs: readonly Values[];
}

/** There is a person at the terminal who may be asked. */
export const canAsk = ({ options }: { readonly options: Pick<CommandOptions, 'noPrompt'> }): boolean =>
  options.noPrompt === undefined;

/**
 * Asks yes or no, below `about`, which says what is about to be done. Throws Failure: exit 130 for anything but a yes,
 * exit 2 where nobody can be asked.
 */
export async function askYes(
  {
    context,
    log,
    options: { noPrompt },
  }: {
    readonly context: Pick<Effects, 'prompts'>;
    readonly log: Log;
    readonly options: Pick<CommandOptions, 'noPrompt'>;
  },
  about: string,
  question: string,
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  if (noPrompt !== undefined) throw confirmationRequired(noPrompt, about);
  await before();
  await log.write(about);
  if (!(await context.prompts.confirm(question))) throw declined();
}

function confirmationRequired(why: string, about: string): Failure {
  const message = `Confirmation required, but ${why}. Pass \`--yes\` to proceed.`;
  return usage([{ flag: '--yes', message }], { message, hint: about });
}

/** Every change on a terminal says where it goes; on the emulator always. */
export async function announce(run: ConfirmationContext): Promise<void> {
  const { local, emulator } = run.settings;
  if (run.options.announce || local || emulator !== undefined) await run.log.info(targetOf(run));
}

export const questionOf = (run: ConfirmationContext, { what }: PendingChange): string =>
  `About to ${what}, on ${targetOf(run)}.`;

/** The word that stands for a change: the one name, or for many (or none) the instance's id, or the region. */
export function wordOf(run: ConfirmationContext, { names }: Pick<PendingChange, 'names'>): string {
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? only : placeOf(run);
}

/** Whether --confirm names everything that will be changed, or the word that stands for it. */
export function isConfirmed(run: ConfirmationContext, change: PendingChange): boolean {
  const given = confirmations(run);
  const all = change.names.length > 0 && change.names.every((name) => given.includes(name));
  return all || given.includes(wordOf(run, change));
}

/** What --confirm was given. */
export const confirmations = ({ input }: ConfirmationContext): readonly string[] =>
  (input['confirm'] as string[] | undefined) ?? [];

/** --confirm of something else is a mistake. Throws Failure (exit 2). */
export function refuseStray(run: ConfirmationContext, change: Pick<PendingChange, 'known'>): void {
  const stray = confirmations(run).filter((name) => !change.known.includes(name));
  if (stray.length === 0) return;
  throw usage(stray.map((name) => ({ flag: '--confirm', message: `names ${name}, which this does not change` })));
}
