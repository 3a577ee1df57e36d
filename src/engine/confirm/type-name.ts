import type { TypedNames } from '../../core/command.ts';
import { declined, usage } from '../../errors/failure.ts';
import {
  type PendingChange,
  announce,
  type ConfirmationContext,
  canAsk,
  confirmations,
  isConfirmed,
  questionOf,
  wordOf,
} from './questions.ts';
import { logImpact } from './impact.ts';
import { targetOf } from '../target.ts';

/** Each name is typed again, or given one by one with --confirm; --yes is not enough. Throws Failure: 130, or 2. */
export async function confirmByTypingEach(
  run: ConfirmationContext,
  change: PendingChange,
  { what, change: kind, manner }: TypedNames,
): Promise<void> {
  const open = change.names.filter((name) => !confirmations(run).includes(name));
  if (open.length === 0) return announce(run);
  if (!canAsk(run)) {
    throw usage(
      open.map((name) => ({
        flag: '--confirm',
        message: `${name} is needed: ${kind} ${manner} is confirmed ${what} by ${what}, and --yes does not replace it`,
      })),
    );
  }
  await logImpact(run, change);
  for (const name of open) {
    await run.log.write(`About to ${change.verb} ${name} ${manner}, on ${targetOf(run)}.`);
    if ((await run.context.prompts.line(`Type the ${what} to confirm:`)) !== name) throw declined();
  }
}

/**
 * Under a profile with `confirm: name` every change is confirmed by its name, of many by the instance's id or the region;
 * --confirm gives it in scripts, --yes does not. Throws Failure: 130 where something else is typed, 2 without anybody.
 */
export async function confirmByName(run: ConfirmationContext, change: PendingChange): Promise<void> {
  if (isConfirmed(run, change)) return announce(run);
  const word = wordOf(run, change);
  if (!canAsk(run)) throw nameNeeded(run, change, word);
  await logImpact(run, change);
  await run.log.write(questionOf(run, change));
  if ((await run.context.prompts.line(`Type ${word} to confirm:`)) !== word) throw declined();
}

function nameNeeded(run: ConfirmationContext, change: PendingChange, word: string): Error {
  const each = change.names.length > 1 ? ', or each name,' : '';
  const why = `profile ${run.settings.profile?.value ?? ''} asks for the name at every change`;
  return usage([{ flag: '--confirm', message: `${word}${each} is needed: ${why}, and --yes does not replace it` }], {
    hint: questionOf(run, change),
  });
}
