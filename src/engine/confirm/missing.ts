/** What a change still needs to be confirmed, on the command line or at a prompt. */
import { problem, usage } from '../../errors/failure.ts';
import { firstNames } from '../change-texts.ts';
import type { CommandOptions } from '../command-context.ts';
import { type ConfirmationContext, type PendingChange, wordOf } from './pending.ts';

/** Whether questions can be asked: there is a terminal, and prompts are not switched off. */
export const canAsk = ({ options }: { readonly options: Pick<CommandOptions, 'noPrompt'> }): boolean =>
  options.noPrompt === undefined;

/**
 * A confirmation that was not given: a yes; the word that represents all names, if the profile does not accept a yes;
 * or each of the names.
 */
export type Missing =
  | { readonly kind: 'yes' }
  | { readonly kind: 'word'; readonly word: string; readonly isForMany: boolean }
  | { readonly kind: 'each'; readonly names: readonly string[]; readonly prompt: string };

/** The confirmation that a change still needs; undefined if there is none. */
export function missingFor(run: ConfirmationContext, change: PendingChange): Missing | undefined {
  const { confirm: rule } = run.bound.command;
  const given = confirmations(run);
  if (rule.kind === 'type-name') {
    const names = change.names.filter((name) => !given.includes(name));
    return names.length === 0 ? undefined : { kind: 'each', names, prompt: rule.typed.prompt };
  }
  const word = wordOf(run, change);
  const all = change.names.length > 0 && change.names.every((name) => given.includes(name));
  if (all || given.includes(word)) return undefined;
  if (run.settings.protection.confirmByName) return { kind: 'word', word, isForMany: change.names.length > 1 };
  return rule.kind === 'none' || run.options.yes ? undefined : { kind: 'yes' };
}

/** Whether a command needs a confirmation, for any names. */
export function needsAnswer({
  bound,
  settings,
  options,
}: Pick<ConfirmationContext, 'bound' | 'settings' | 'options'>): boolean {
  const { kind } = bound.command.confirm;
  return kind === 'type-name' || settings.protection.confirmByName || (kind === 'yes-no' && !options.yes);
}

/** The values of --confirm. */
export const confirmations = ({ input }: Pick<ConfirmationContext, 'input'>): readonly string[] =>
  (input['confirm'] as string[] | undefined) ?? [];

/** Refuses a --confirm with another name. Throws Failure (exit 2). */
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
