/** Fills the placeholders of a code's advised command from the input, so that it can be pasted. */
import type { Values } from '../core/operation.ts';
import { shellWord } from '../core/text/shell-word.ts';
import { entryOf } from '../errors/catalogue.ts';
import { Failure } from '../errors/failure.ts';
import { COMMANDS } from '../operations/registry.ts';
import { idIn, nameIn } from '../operations/shared/listed.ts';
import type { CommandContext } from './command-context.ts';

/** Commands that change nothing, in addition to the reads by their records. */
const HARMLESS = new Set(['wait', 'ram']);

type Named = Pick<CommandContext, 'client'> & Partial<Pick<CommandContext, 'bound'>>;

/**
 * A failure with the command of its code's advice as its next command: `topic describe <name>` with the name from the
 * input. Unchanged if it has one already, if a placeholder has no value, or if the command would change something.
 */
export function withAdvisedNext(failure: Failure, { client, bound }: Named, input: Values): Failure {
  const command = failure.next === undefined ? entryOf(failure.code)?.command : undefined;
  if (command === undefined || !isHarmless(command)) return failure;
  const [, noun = '', second = ''] = command.split(' ');
  const path = bound?.command.path ?? '';
  const values: Readonly<Record<string, string | undefined>> = {
    name: nameIn(noun === 'wait' ? second : noun, input, client.instance),
    id: idIn(input, client.instance),
    command: COMMANDS.has(path) ? path : undefined,
  };
  const next = filled(command, values);
  return next === undefined
    ? failure
    : new Failure({ ...failure, message: failure.message, cause: failure.cause, next });
}

/** The command with its placeholders filled; undefined if a value is missing. A command as a value is several words. */
function filled(command: string, values: Readonly<Record<string, string | undefined>>): string | undefined {
  const places = [...command.matchAll(/<([^<>]+)>/g)].map(([, place = '']) => place);
  if (places.some((place) => values[place] === undefined)) return undefined;
  return command.replace(/<([^<>]+)>/g, (_all, place: string) => {
    const value = values[place] ?? '';
    return place === 'command' ? value : shellWord(value);
  });
}

function isHarmless(command: string): boolean {
  const words = command.split(' ').slice(1);
  const bound = [3, 2].map((count) => COMMANDS.get(words.slice(0, count).join(' '))).find((one) => one !== undefined);
  return HARMLESS.has(words[0] ?? '') || bound?.command.kind === 'read';
}
