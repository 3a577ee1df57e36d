/** Names that a pattern selects from their list, in place of typed ones (`--name`). */
import { plural, t } from '../core/text/texts.ts';
import { isListed } from '../operations/name-lists.ts';
import { type ChangeContext, type CommandContext, isChange } from './command-context.ts';
import { patternOf } from './input/pattern.ts';
import { namesIn, readRecords } from './pick/names.ts';

/**
 * The command with the names that its pattern matches now. A name that another command deletes before its turn is a
 * success. Throws Failure if the list cannot be read.
 */
export async function withSelected(run: CommandContext): Promise<CommandContext> {
  const found = patternOf(run.bound.command, run.input);
  if (found === undefined || !isChange(run)) return run;
  const kind = listedIn(run, found.names);
  const { operation: _operation, command } = run.bound;
  const filter = { [command.byPattern?.pattern ?? '']: found.text };
  const rows = await readRecords(kind, run.client, filter, run.options, run.context);
  const names = namesIn(kind, rows);
  if (names.length === 0) return { ...run, items: [], nothingToDo: nothingText(found.text) };
  await logMatches(run, found.text, names);
  const tolerant = command.idempotent?.flag === 'if-exists' ? { 'if-exists': true } : {};
  const input = { ...run.input, ...tolerant };
  const items = names.map((name) => ({ ...input, [found.names]: name }));
  return { ...run, input: { ...input, [found.names]: names }, items };
}

const nothingText = (pattern: string): string => t('nothing to do: no name matches "{pattern}"', { pattern });

function listedIn({ bound: { command, operation } }: ChangeContext, key: string) {
  const lists = (command.inputs?.[key] ?? operation.params[key])?.lists;
  if (!isListed(lists)) throw new Error(`${command.path} has no list of ${key}`);
  return lists;
}

/** Logs how many names match. Where a question follows, they are shown above it with what their deletion affects. */
async function logMatches(
  { log, input, options: { yes, dryRun } }: ChangeContext,
  pattern: string,
  names: readonly string[],
): Promise<void> {
  const values = { pattern };
  if (yes || dryRun || input['confirm'] !== undefined)
    return log.info(
      plural(names.length, '{count} name matches "{pattern}"', '{count} names match "{pattern}"', values),
    );
  await log.info(plural(names.length, '{count} name matches "{pattern}":', '{count} names match "{pattern}":', values));
}
