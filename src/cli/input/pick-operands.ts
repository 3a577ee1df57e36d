/** Asks for missing arguments of this tool's own commands, with pick lists of names that the program knows. */
import { loadSaved } from '../../config/load-settings.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import type { PickItem } from '../../context.ts';
import type { Param } from '../../core/params.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import type { Io } from '../../engine/io.ts';
import { labelOf } from '../../engine/input/fields.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { plainItems } from '../../output/pick-items.ts';
import type { LocalCommand } from '../parsed-command.ts';
import { commandOf } from '../correct/known-command.ts';
import { operandsIn, readWords } from '../correct/words.ts';
import { withArguments } from './picked-words.ts';

/**
 * The command line with the arguments that are picked; a note shows the complete line, which asks nothing. `words` is
 * the line as typed. Throws Failure: exit 130 if the user declines.
 */
export async function pickOperands(asked: LocalCommand, words: readonly string[], io: Io): Promise<LocalCommand> {
  const { command, operands, problems } = asked;
  if (problems.length > 0) return asked;
  const found = command.pick === undefined ? await pickKnown(asked, io) : await command.pick(asked, io);
  if (found.length === operands.length) return asked;
  const line = withArguments(withoutOperands(words, asked), found);
  await io.log.info(t('to skip the list next time, run "{command}"', { command: alikafka`${line}` }));
  return { ...asked, operands: found };
}

/** The line without its operands, which are typed again in their order with the picked ones. */
function withoutOperands(words: readonly string[], asked: LocalCommand): string[] {
  const typed = new Set(operandsIn(readWords(words, commandOf(asked))).map(({ at }) => at));
  return words.filter((_word, at) => !typed.has(at));
}

/** The arguments in their order, up to the first one that is neither typed nor known to the program. */
async function pickKnown({ command, operands }: LocalCommand, io: Io): Promise<readonly string[]> {
  const found = [...operands];
  const params = Object.values(command.arguments ?? {});
  for (const [i, param] of params.entries()) {
    if (i < operands.length) continue;
    // A setting without its value would only lead to the next error.
    const isHalf = param.lists === 'setting' && i + 1 < params.length;
    const items = param.required && !isHalf ? await itemsOf(param, io) : [];
    if (items.length === 0) break;
    found.push(...(await io.context.prompts.pick(t('Which value for {name}?', { name: labelOf(param) }), items)));
  }
  return found;
}

/** The names that a parameter may have; empty if the program does not know them. */
async function itemsOf({ lists }: Param, { context }: Io): Promise<readonly PickItem[]> {
  if (Array.isArray(lists)) return plainItems((lists as readonly string[]).map((word) => [word] as const));
  if (lists === 'setting')
    return plainItems(Object.entries(PROFILE_KEYS).map(([name, { help }]) => [name, t<string>(help)] as const));
  if (lists === 'operation')
    return plainItems(OPERATIONS.map(({ action, summary }) => [action, t<string>(summary)] as const));
  if (lists !== 'saved-profile') return [];
  const { profiles } = await loadSaved(context);
  return plainItems(Object.entries(profiles).map(([name, { region = '' }]) => [name, region] as const));
}
