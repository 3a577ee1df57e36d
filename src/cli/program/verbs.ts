/** Adds the commands of the service to the program, from their records. */
import type { Param } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';
import type { Detail } from '../../errors/failure.ts';
import { type BoundCommand, COMMANDS } from '../../operations/registry.ts';
import { aliasesOf } from '../../commands/verb-aliases.ts';
import { surplusArgument } from './surplus.ts';
import { globalsOf, type LazyCommand, unknownFlags } from './lazy-command.ts';
import { type Field, fieldsOf, problemOf } from '../../engine/input/fields.ts';
import { type Options, optionsOf, typedFor } from './option.ts';
import type { Typed } from '../../engine/input/read-input.ts';
import type { ParsedCommand } from '../parsed-command.ts';

/** Adds the verbs of one noun, made from the records. */
export function addVerbs(noun: LazyCommand, asked: (what: ParsedCommand) => void): void {
  for (const bound of COMMANDS.values()) {
    const { command } = bound;
    const [first, ...groups] = command.path.split(' ');
    if (first !== noun.name()) continue;
    const name = groups.pop() ?? '';
    const parent = groups.length === 0 ? noun : groups.reduce(groupOf, noun);
    const verb = parent.late(name, (typed) => fillVerb(typed, bound, asked));
    verb.aliases(aliasesOf(name, command.alias));
  }
}

/** The noun below a noun, with its own verbs: `instance allowed-ip`. */
function groupOf(parent: LazyCommand, name: string): LazyCommand {
  const known = parent.commands.find((command) => command.name() === name);
  return known === undefined ? parent.late(name, () => undefined) : (known as LazyCommand);
}

function fillVerb(verb: LazyCommand, bound: BoundCommand, asked: (what: ParsedCommand) => void): void {
  const fields = fieldsOf(bound);
  const flagged = fields.filter(({ param }) => param.flag !== undefined);
  const options = optionsOf(Object.fromEntries(flagged.map(({ key, param }) => [key, param])), { every: true });
  verb.allowUnknownOption().allowExcessArguments();
  // Commander would report only a missing argument, before all other problems.
  for (const { key, param, many } of fields)
    if (param.flag === undefined) verb.argument(`[${param.argument ?? key}${many ? '...' : ''}]`);
  for (const option of options.values()) verb.addOption(option);
  verb.action(() => {
    asked({ kind: 'remote', parsed: { bound, ...typedOf(bound, verb, fields, options), flags: globalsOf(verb) } });
  });
}

/** The typed words by field, and the surplus ones, unless an unknown flag may have one of them as its value. */
function typedOf(
  bound: BoundCommand,
  verb: LazyCommand,
  fields: readonly Field[],
  options: Options,
): { typed: Typed; problems: Detail[] } {
  const typed: Record<string, Typed[string]> = { ...typedFor(verb, options) };
  const operands = verb.known();
  const problems = unknownFlags(verb);
  for (const { key, param, many } of fields) {
    const value = typed[key];
    if (param.flag === undefined) typed[key] = many ? operands.splice(0) : operands.shift();
    else if (Array.isArray(value) && !many) typed[key] = onlyOf(value as string[], param, problems);
  }
  if (problems.length === 0 && !endsInComma(globalsOf(verb).columns))
    problems.push(...operands.map((one) => surplusArgument(one, bound)));
  return { typed, problems };
}

/** Whether a list of columns was typed with spaces and without quotes, so that its rest is not an argument: `Topic, Remark`. */
const endsInComma = (columns: string | undefined): boolean => columns?.trim().endsWith(',') === true;

/** Refuses a second value of a single-valued option: either value may name what is changed, or what is ordered. */
function onlyOf(values: readonly string[], param: Param, problems: Detail[]): string | undefined {
  const all = [...new Set(values)];
  if (all.length > 1)
    problems.push(
      problemOf(
        param,
        sentence('{name} accepts one value, not {count}: {values}', { count: all.length, values: all.join(', ') }),
      ),
    );
  return all.at(-1);
}
