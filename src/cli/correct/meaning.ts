/** What an option that a command does not have may mean: pure, from the record of the command. */
import type { Param } from '../../core/params.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Field, fieldsOf, offered } from '../../engine/input/fields.ts';
import { readOne } from '../../engine/input/read-input.ts';
import { FORMATS } from '../../output/document.ts';
import { NEEDLESS_OPTIONS } from '../../operations/other-words.ts';
import { COMMANDS } from '../../operations/registry.ts';
import { relatedTo } from '../../operations/related.ts';
import { type KnownCommand, takesWord } from './known-command.ts';

/** The meaning of an unknown option. */
export type Meaning =
  /** An option of the command under another name; an argument, typed as an option. */
  | { readonly kind: 'option' | 'argument'; readonly field: Field }
  /** An option with this value: `--json` is `--output json`. */
  | { readonly kind: 'value'; readonly field: Field; readonly value: string }
  /** A parameter of the API in place of `Name=value`. */
  | { readonly kind: 'pair'; readonly field: Field }
  /** The beginning of an argument's values: `--topic orders` is `topic/orders`. */
  | { readonly kind: 'prefix'; readonly field: Field; readonly prefix: string }
  /** A secret, which has options for where it is read from. */
  | { readonly kind: 'secret'; readonly fields: readonly Field[] }
  /** An option that takes no value. */
  | { readonly kind: 'valueless'; readonly field: Field }
  /** An option of another program that is not needed here. */
  | { readonly kind: 'needless'; readonly help: string; readonly hasValue: boolean }
  /** An option of another command, after the words that it needs there. */
  | {
      readonly kind: 'elsewhere';
      readonly path: string;
      readonly types: string | undefined;
      readonly help?: string | undefined;
      readonly hasValue: boolean;
    };

/** The meaning of an option that the command does not have: `--nme`, `--json`, `-g`. Undefined if none is likely. */
export function meaningOf(flag: string, command: KnownCommand): Meaning | undefined {
  if (!flag.startsWith('--')) return ofLetter(flag, command);
  const name = flag.slice(2);
  return (
    ofKnown(name, command) ??
    ofRecord(name, command) ??
    ofOtherName(name, command) ??
    ofPrefix(name, command) ??
    ofSecret(name, command) ??
    ofParameter(name, command) ??
    ofValue(name, command) ??
    ofNeedless(name) ??
    ofSpelling(name, command) ??
    ofRelated(name, command)
  );
}

/** The words of a name, whatever their spelling: `PartitionNum`, `partition-num`. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/g, '');

const optionsOf = ({ own, globals }: KnownCommand): readonly Field[] => [...own, ...globals];

/** The names of an argument: `ip|cidr` has two. */
export const argumentNames = ({ argument = '' }: Param): string[] => argument.split('|');

const optionOr = (
  field: Field | undefined,
  kind: 'option' | 'argument' | 'valueless' = 'option',
): Meaning | undefined => (field === undefined ? undefined : { kind, field });

/** An option of the command: it was given a value that it does not take. */
const ofKnown = (name: string, command: KnownCommand): Meaning | undefined =>
  optionOr(
    optionsOf(command).find(({ param }) => param.flag === name),
    'valueless',
  );

/** Another command has the option, as the record says. */
function ofRecord(name: string, { bound }: KnownCommand): Meaning | undefined {
  const { elsewhere = {} } = bound?.command ?? {};
  const other = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
  return other === undefined ? undefined : { kind: 'elsewhere', types: undefined, ...other, hasValue: true };
}

/** The name of an argument, a field of the API, or a name under which other programs have the option. */
function ofOtherName(name: string, command: KnownCommand): Meaning | undefined {
  const low = plain(name);
  const isCalled = ({ key, param }: Field): boolean => param.mistakenFor?.includes(name) === true || plain(key) === low;
  const argument =
    command.operands.find(({ param }) => argumentNames(param).includes(name)) ?? command.operands.find(isCalled);
  if (argument !== undefined) return { kind: 'argument', field: argument };
  const { from } =
    Object.entries(command.bound?.operation.params ?? {}).find(([key]) => plain(key) === low)?.[1] ?? ({} as Param);
  return optionOr(
    command.own.find(isCalled) ??
      command.globals.find((one) => isCalled(one) || (from !== undefined && one.key === from)),
  );
}

/** The word before the slash of an argument's values. */
function ofPrefix(name: string, { operands }: KnownCommand): Meaning | undefined {
  const prefix = `${name}/`;
  const field = operands.find(({ param }) => beginsWith(param, prefix));
  return field === undefined ? undefined : { kind: 'prefix', field, prefix };
}

/** Whether values of a parameter may have a beginning: `topic/`. */
export const beginsWith = ({ lists }: Param, prefix: string): boolean =>
  typeof lists === 'object' && !Array.isArray(lists) && Object.hasOwn(lists, prefix);

/** The options for where a secret is read from: `--password` means --password-stdin or --password-file. */
function ofSecret(name: string, { own }: KnownCommand): Meaning | undefined {
  const fields = own.filter(({ param }) => param.section === 'Secrets' && param.flag?.startsWith(`${name}-`) === true);
  return fields.length === 0 ? undefined : { kind: 'secret', fields };
}

/** A parameter of the API, of a command that takes them as arguments: `api CreateTopic --Topic orders`. */
function ofParameter(name: string, { operands }: KnownCommand): Meaning | undefined {
  const field = operands.find(({ param }) => param.lists === 'parameter');
  return field === undefined || !/^[A-Z]/.test(name) ? undefined : { kind: 'pair', field };
}

/** A value of one option, typed as an option: `--json`, `--scram`; `--name` is one of other commands. */
function ofValue(name: string, command: KnownCommand): Meaning | undefined {
  if ([...COMMANDS.values()].some((bound) => fieldsOf(bound).some(({ param }) => param.flag === name)))
    return undefined;
  const found = optionsOf(command).filter(({ param }) => isWordOf(param, name));
  const [field] = found;
  return field === undefined || found.length > 1 ? undefined : { kind: 'value', field, value: name };
}

/** Whether a word is one of the few that a parameter accepts. */
export function isWordOf(param: Param, word: string): boolean {
  const { lists } = param;
  const listed = lists === 'format' ? FORMATS : Array.isArray(lists) ? (lists as readonly string[]) : [];
  const words = [...offered(param), ...listed];
  return words.some((one) => one.toLowerCase() === word.toLowerCase()) && readOne(param, word).violations.length === 0;
}

function ofNeedless(name: string): Meaning | undefined {
  const known = Object.hasOwn(NEEDLESS_OPTIONS, name) ? NEEDLESS_OPTIONS[name] : undefined;
  return known === undefined ? undefined : { kind: 'needless', ...known };
}

/**
 * An option of the command whose name it begins, or an option or argument that is spelled almost like it. Global options
 * are guessed by their spelling alone: `--max` of a limit is not `--max-attempts`.
 */
function ofSpelling(name: string, command: KnownCommand): Meaning | undefined {
  const options = optionsOf(command);
  const longer = command.own.filter(({ param }) => name.length > 2 && param.flag?.startsWith(name) === true);
  if (longer.length === 1) return optionOr(longer[0]);
  const flags = options.map(({ param }) => param.flag ?? '');
  const near = suggest(name, [...flags, ...command.operands.flatMap(({ param }) => argumentNames(param))]);
  if (near === undefined) return undefined;
  return (
    optionOr(options.find(({ param }) => param.flag === near)) ??
    optionOr(
      command.operands.find(({ param }) => argumentNames(param).includes(near)),
      'argument',
    )
  );
}

/** A read of the same matter that has the option. */
function ofRelated(name: string, { bound }: KnownCommand): Meaning | undefined {
  if (bound === undefined) return undefined;
  for (const path of relatedTo(bound)) {
    const other = COMMANDS.get(path);
    const field = other?.command.kind === 'read' ? fieldsOf(other).find(({ param }) => param.flag === name) : undefined;
    if (field !== undefined) return { kind: 'elsewhere', path, types: undefined, hasValue: takesWord(field) };
  }
  return undefined;
}

/**
 * A letter: the one option of the command, or the argument, whose name begins with it. An argument is also meant by its
 * other names, which it has as an option elsewhere.
 */
function ofLetter(flag: string, command: KnownCommand): Meaning | undefined {
  if (flag.length !== 2) return undefined;
  const letter = flag[1] ?? '';
  const begins = ({ param }: Field): boolean =>
    (param.flag === undefined ? [param.argument ?? '', ...(param.mistakenFor ?? [])] : [param.flag]).some((name) =>
      name.startsWith(letter),
    );
  const own = [...command.operands, ...command.own].filter(begins);
  // A letter that no option of the command begins with may be a switch of all commands: `-w` is --wide
  const isSwitch = ({ param }: Field): boolean => param.kind === 'boolean' && param.flag?.startsWith(letter) === true;
  const [field, ...others] = own.length > 0 ? own : command.globals.filter(isSwitch);
  if (field === undefined || others.length > 0) return undefined;
  return { kind: field.param.flag === undefined ? 'argument' : 'option', field };
}
