/** Confirms the changes of a plan: at a prompt, or by options of the command line. */
import type { Plan } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { t } from '../../core/text/texts.ts';
import { declined } from '../../errors/failure.ts';
import type { CommandContext } from '../command-context.ts';
import { targetOf } from '../target.ts';
import { logImpact } from './impact.ts';
import { canAsk, confirmations, type Missing, missingFor, needsAnswer, refuseUnknownNames } from './missing.ts';
import { changesIn, type ConfirmationContext, type Part, type PendingChange } from './pending.ts';
import { askYes, show, tell } from './questions.ts';
import { confirmationRequired, type Unconfirmed } from './refusal.ts';

/** Confirms a change if the record or the profile requires it. Throws Failure: 130 if declined, 2 if it cannot ask. */
export async function confirmChange(run: ConfirmationContext, plan: Plan): Promise<void> {
  const parts = changesIn(run, plan);
  for (const { own, change } of parts) refuseUnknownNames(own, change);
  await refuseOpen(run, parts);
  for (const part of parts) await confirm(part, missingFor(part.own, part.change));
}

/**
 * Refuses a change that needs a question that cannot be asked, before anything is read for it. `planned` is what it
 * would send; undefined if that is not known without reading: the typed names are then used. Throws Failure (exit 2).
 */
export async function refuseUnasked(
  run: ConfirmationContext & Pick<CommandContext, 'items'>,
  planned: Plan | undefined,
): Promise<void> {
  const parts = changesIn(run, planned ?? typedPlan(run)).filter(({ own }) => isUnanswerable(own));
  const known =
    planned === undefined ? parts.map(({ own, change }) => ({ own, change: { ...change, shows: [] } })) : parts;
  await refuseOpen(run, known);
}

/** One request for each input, with the typed names. */
const typedPlan = ({ bound, items }: Pick<CommandContext, 'bound' | 'items'>): Plan => ({
  steps: items.map((input) => ({ input, names: [typedNames(bound, input)] })),
});

/** The typed names of what is changed: the arguments. */
const typedNames = ({ operation, command }: CommandContext['bound'], input: Values): Row =>
  Object.fromEntries(
    Object.entries({ ...operation.params, ...command.inputs })
      .filter(([key, { argument }]) => argument !== undefined && input[key] !== undefined)
      .map(([key]) => [key, String(input[key])]),
  );

/** Whether a change needs a confirmation that it cannot get. */
export const isUnanswerable = (run: ConfirmationContext): boolean =>
  !run.options.dryRun && !canAsk(run) && confirmations(run).length === 0 && needsAnswer(run);

/** Refuses unconfirmed parts if no question can be asked; their announcements are logged first. */
async function refuseOpen({ options }: ConfirmationContext, parts: readonly Part[]): Promise<void> {
  const { noPrompt } = options;
  if (noPrompt === undefined) return;
  const open: Unconfirmed[] = [];
  for (const { own, change } of parts) {
    const missing = missingFor(own, change);
    if (missing === undefined) continue;
    const abouts = missing.kind === 'each' ? missing.names.map(change.aboutOne) : [change.about];
    await showAll(own, change);
    for (const about of abouts) await tell(own, about);
    open.push({ missing, abouts, profile: own.settings.profile?.value ?? '' });
  }
  if (open.length > 0) throw confirmationRequired(open, noPrompt);
}

/** Asks the missing question. Throws Failure (130) for any answer that does not confirm. */
async function confirm({ own, change }: Part, missing: Missing | undefined): Promise<void> {
  if (missing === undefined) return announce(own, change);
  if (missing.kind === 'each') return typeEach(own, change, missing);
  await showAll(own, change);
  if (missing.kind === 'yes') return askYes(own, change, () => logImpact(own, change));
  await logImpact(own, change);
  await tell(own, change.about);
  await typeWord(own, missing.word, t('Type {word} to confirm:', { word: missing.word }));
}

async function showAll(own: ConfirmationContext, { shows }: PendingChange): Promise<void> {
  for (const line of shows) await show(own, line);
}

/** Asks to type each name again, since a deletion cannot be undone. */
async function typeEach(
  own: ConfirmationContext,
  change: PendingChange,
  { names, prompt }: Extract<Missing, { kind: 'each' }>,
): Promise<void> {
  await logImpact(own, change);
  for (const name of names) {
    await tell(own, change.aboutOne(name));
    await typeWord(own, name, t<string>(prompt));
  }
}

async function typeWord({ context }: ConfirmationContext, word: string, prompt: string): Promise<void> {
  if ((await context.prompts.line(safeText(prompt))) !== word) throw declined();
}

/** Logs the target of a change that is not asked about, and what is ordered: on a terminal, and always on the emulator. */
async function announce(run: ConfirmationContext, { shows }: PendingChange): Promise<void> {
  const { local, emulator } = run.settings;
  if (!run.options.announce && !local && emulator === undefined) return;
  await run.log.info(targetOf(run));
  for (const line of shows) await run.log.info(safeText(`  ${line}`));
}
