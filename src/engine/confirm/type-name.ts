import type { TypedNames } from '../../core/command.ts';
import { t } from '../../core/text/texts.ts';
import { declined, problem, usage } from '../../errors/failure.ts';
import {
  aboutText,
  type PendingChange,
  announce,
  type ConfirmationContext,
  canAsk,
  confirmations,
  isConfirmed,
  wordOf,
} from './questions.ts';
import { logImpact } from './impact.ts';
import { targetOf } from '../target.ts';

/** Each name is typed again, or given with --confirm; --yes is not enough. Throws Failure: exit 130, or 2 without a terminal. */
export async function confirmByTypingEach(
  run: ConfirmationContext,
  change: PendingChange,
  { what }: TypedNames,
): Promise<void> {
  const open = change.names.filter((name) => !confirmations(run).includes(name));
  if (open.length === 0) return announce(run);
  if (!canAsk(run))
    throw usage(
      open.map((name) =>
        problem('--confirm', '{name} {value} is required: this cannot be undone, so --yes is not enough', {
          value: name,
        }),
      ),
    );
  await logImpact(run, change);
  const target = targetOf(run);
  for (const name of open) {
    const action = change.of(name);
    await run.log.write(t('About to {action} ({target}). This cannot be undone.', { action, target }));
    if ((await run.context.prompts.line(t('Type the {what} to confirm:', { what: t<string>(what) }))) !== name)
      throw declined();
  }
}

/**
 * Under a profile with `confirm: name` every change is confirmed by its name, of many by the instance's id or the region;
 * --confirm gives it in scripts, --yes does not. Throws Failure: 130 where something else is typed, 2 without a terminal.
 */
export async function confirmByName(run: ConfirmationContext, change: PendingChange): Promise<void> {
  if (isConfirmed(run, change)) return announce(run);
  const word = wordOf(run, change);
  if (!canAsk(run)) throw nameRequired(run, change, word);
  await logImpact(run, change);
  await run.log.write(aboutText(run, change));
  if ((await run.context.prompts.line(t('Type {word} to confirm:', { word }))) !== word) throw declined();
}

function nameRequired(run: ConfirmationContext, change: PendingChange, word: string): Error {
  const values = { word, profile: run.settings.profile?.value ?? '' };
  const detail =
    change.names.length > 1
      ? problem(
          '--confirm',
          '{name} {word}, or {name} with each name, is required: profile "{profile}" requires each change to be confirmed by name, so --yes is not enough',
          values,
        )
      : problem(
          '--confirm',
          '{name} {word} is required: profile "{profile}" requires each change to be confirmed by name, so --yes is not enough',
          values,
        );
  return usage([detail], { hint: aboutText(run, change) });
}
