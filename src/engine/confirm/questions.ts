import type { Values } from '../../core/operation.ts';
import type { Effects } from '../../context.ts';
import { t } from '../../core/text/texts.ts';
import { declined, type Failure, problem, usage } from '../../errors/failure.ts';
import type { Log } from '../../output/terminal/log.ts';
import type { ChangeContext, CommandOptions } from '../command-context.ts';
import { patternOf } from '../input/pattern.ts';
import { placeOf, targetOf } from '../target.ts';

/** What is needed to ask: a part of a command's context, since `api` asks too. */
export type ConfirmationContext = Pick<
  ChangeContext,
  'bound' | 'input' | 'options' | 'settings' | 'client' | 'context' | 'log'
>;

/** A change that is to be confirmed. */
export interface PendingChange {
  /** What will be done: `delete topic orders`. */
  readonly action: string;
  /** The same, for one name alone. */
  readonly of: (name: string) => string;
  /** The question: `Delete 2 topics?`. */
  readonly question: string;
  /** Lines above the question: what is ordered. */
  readonly shows: readonly string[];
  /** The names of what will be changed, each once. */
  readonly names: readonly string[];
  /** What --confirm accepts: these, those that need no change, and the instance or region that stands for all. */
  readonly known: readonly string[];
  /** What will be sent, for the reads that show the impact. */
  readonly inputs: readonly Values[];
}

/** Whether questions can be asked: there is a terminal, and prompts are not switched off. */
export const canAsk = ({ options }: { readonly options: Pick<CommandOptions, 'noPrompt'> }): boolean =>
  options.noPrompt === undefined;

/**
 * Asks yes or no, below `about`, which tells what is going to be done. Throws Failure: exit 130 for anything but a yes,
 * exit 2 where questions cannot be asked.
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

function confirmationRequired(noPrompt: string, about: string): Failure {
  const reason = t<string>(noPrompt);
  const detail = problem('--yes', 'Confirmation required, but {reason}. Pass {name} to proceed.', { reason });
  return usage([detail], { message: detail.message, hint: about });
}

/** Logs where a change goes: on a terminal, and on the emulator always. */
export async function announce(run: ConfirmationContext): Promise<void> {
  const { local, emulator } = run.settings;
  if (run.options.announce || local || emulator !== undefined) await run.log.info(targetOf(run));
}

/** `About to delete topic orders (profile prod, region cn-hangzhou, instance alikafka_post-cn-1).` */
export const aboutText = (run: ConfirmationContext, { action }: PendingChange): string =>
  t('About to {action} ({target}).', { action, target: targetOf(run) });

/**
 * The word that confirms a change: the one name, or for many (or none) the instance's id, or the region. Of a pattern it
 * does not depend on what matches today.
 */
export function wordOf(run: ConfirmationContext, { names }: Pick<PendingChange, 'names'>): string {
  const [only, ...others] = names;
  const isOne = only !== undefined && others.length === 0 && patternOf(run.bound.command, run.input) === undefined;
  return isOne ? only : placeOf(run);
}

/** Whether --confirm names everything that will be changed, or the word that confirms all of it. */
export function isConfirmed(run: ConfirmationContext, change: PendingChange): boolean {
  const given = confirmations(run);
  const all = change.names.length > 0 && change.names.every((name) => given.includes(name));
  return all || given.includes(wordOf(run, change));
}

/** The values of --confirm. */
export const confirmations = ({ input }: ConfirmationContext): readonly string[] =>
  (input['confirm'] as string[] | undefined) ?? [];

/** Refuses a --confirm that names something else. Throws Failure (exit 2). */
export function refuseUnknownNames(run: ConfirmationContext, { known }: Pick<PendingChange, 'known'>): void {
  const unknown = confirmations(run).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const expected = firstNames([...new Set(known)]);
  throw usage(
    unknown.map((value) =>
      problem('--confirm', '{name} "{value}" does not match: expected {expected}', { value, expected }),
    ),
  );
}

/** The first five names, and how many more there are. */
export const firstNames = (names: readonly string[]): string =>
  names.length <= 5
    ? names.join(', ')
    : t('{names} and {count} more', { names: names.slice(0, 5).join(', '), count: names.length - 5 });
