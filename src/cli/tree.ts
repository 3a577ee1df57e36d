import { Command, Option } from 'commander';
import type { Param } from '../core/params.ts';
import { suggest } from '../core/suggest.ts';
import type { Detail } from '../errors/failure.ts';
import { type Bound, COMMANDS, NOUNS } from '../operations/all.ts';
import type { Invocation } from './execute.ts';
import { type Field, fieldsOf, isMany } from './fields.ts';
import { GLOBAL_OPTIONS, type GlobalFlags } from './globals.ts';
import { describeCommand, examplesOf, globalHelp } from './help.ts';
import { LOCAL_COMMANDS } from './local/all.ts';
import type { LocalCommand } from './local/local-command.ts';
import type { Typed } from './read-input.ts';

/** What a command line asks for: a remote command, or one of this tool's own. */
export type Asked = { readonly kind: 'remote'; readonly invocation: Invocation } | { readonly kind: 'local'; readonly command: LocalCommand; readonly operands: readonly string[]; readonly options: Readonly<Record<string, unknown>>; readonly flags: GlobalFlags; readonly problems: readonly Detail[] };

export interface Terminal {
  readonly width: number;
  out(text: string): void;
  err(text: string): void;
}

/** A command whose unknown flags are collected instead of ending the parse at the first. */
class Collecting extends Command {
  unknownWords: readonly string[] = [];

  override createCommand(name?: string): Command {
    return new Collecting(name);
  }

  override parseOptions(argv: string[]): { operands: string[]; unknown: string[] } {
    const parsed = super.parseOptions(argv);
    this.unknownWords = parsed.unknown;
    return parsed;
  }
}

/** The program: nouns at once, a noun's verbs only when it is the one that was typed. */
export function buildProgram(terminal: Terminal, asked: (what: Asked) => void): Command {
  const program = prepare(new Collecting('alikafka'), terminal);
  program.description('Message Queue for Apache Kafka of Alibaba Cloud: instances, topics, groups, tags, users, permissions and metrics');
  program.usage('[global options] <noun> <verb> [arguments] [options]');
  addGlobals(program);
  for (const [noun, says] of Object.entries(NOUNS)) prepare(program.command(noun), terminal).description(says).helpGroup('Commands of the service:');
  for (const command of LOCAL_COMMANDS) addLocal(program, command, terminal, asked);
  program.addHelpText('after', `${globalHelp(program)}${HELP_TAIL}`);
  program.hook('preSubcommand', (_program, noun) => {
    if (noun.name() in NOUNS && noun.commands.length === 0) fillNoun(noun, terminal, asked);
  });
  return program;
}

const HELP_TAIL = `
Try it without an account:
  $ alikafka --profile local topic list

Help for a noun or verb: alikafka topic --help, alikafka topic create --help`;

function prepare(command: Command, terminal: Terminal): Command {
  return command
    .exitOverride()
    .enablePositionalOptions()
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .configureHelp({ helpWidth: terminal.width, sortSubcommands: false })
    .configureOutput({ writeOut: terminal.out, writeErr: () => undefined, getOutHelpWidth: () => terminal.width, getErrHelpWidth: () => terminal.width });
}

/** Adds the verbs of one noun; also what the reference pages are made from. */
export function fillNoun(noun: Command, terminal: Terminal, asked: (what: Asked) => void): void {
  addGlobals(noun);
  for (const bound of COMMANDS.values()) {
    const [first, ...rest] = bound.command.path.split(' ');
    if (first === noun.name()) addVerb(noun, rest, bound, terminal, asked);
  }
}

function addVerb(parent: Command, path: readonly string[], bound: Bound, terminal: Terminal, asked: (what: Asked) => void): void {
  const [name = '', ...rest] = path;
  if (rest.length > 0) return addVerb(groupOf(parent, name, terminal), rest, bound, terminal, asked);
  const fields = fieldsOf(bound);
  const verb = prepare(parent.command(name), terminal).allowUnknownOption().allowExcessArguments();
  if (bound.command.alias !== undefined) verb.alias(bound.command.alias);
  describeCommand(verb, bound);
  for (const field of fields) addField(verb, field);
  addGlobals(verb);
  verb.addHelpText('after', examplesOf(bound));
  verb.action(() => asked({ kind: 'remote', invocation: invocationOf(verb as Collecting, bound, fields) }));
}

function groupOf(parent: Command, name: string, terminal: Terminal): Command {
  const known = parent.commands.find((command) => command.name() === name);
  if (known !== undefined) return known;
  const made = prepare(parent.command(name), terminal).description('Addresses that may connect');
  addGlobals(made);
  return made;
}

function addField(verb: Command, { key, param }: Field): void {
  if (param.flag === undefined) {
    const many = isMany(param);
    verb.argument(`[${param.argument ?? key}${many ? '...' : ''}]`, param.help);
    return;
  }
  verb.addOption(optionOf(param));
}

function optionOf(param: Param): Option {
  const value = param.kind === 'boolean' ? '' : ` <${param.placeholder ?? 'value'}>`;
  const option = new Option(`--${param.flag ?? ''}${value}`, param.otherwiseText === undefined ? param.help : `${param.help} (default: ${param.otherwiseText})`);
  if (isMany(param)) option.argParser((one: string, before: string[] | undefined) => [...(before ?? []), one]);
  return option;
}

/** The global options on a command. They are shown once, below the commands, by `globalHelp`. */
function addGlobals(command: Command): void {
  for (const { flags, help, repeatable } of GLOBAL_OPTIONS) {
    const option = new Option(flags, help).hideHelp();
    if (repeatable === true) option.argParser((one: string, before: string[] | undefined) => [...(before ?? []), one]);
    command.addOption(option);
  }
}

function invocationOf(verb: Collecting, bound: Bound, fields: readonly Field[]): Invocation {
  const flags = globalsOf(verb);
  const { typed, problems } = typedOf(verb, fields);
  return { bound, typed, flags, problems };
}

/** Global options from everywhere on the line; the one nearest the end wins, repeated ones add up. */
export function globalsOf(command: Command): GlobalFlags {
  const chain: Command[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) chain.unshift(at);
  const names = new Set(GLOBAL_OPTIONS.map(({ flags }) => new Option(flags).attributeName()));
  const found: Record<string, unknown> = {};
  for (const one of chain) {
    for (const [name, value] of Object.entries(one.opts<Record<string, unknown>>())) {
      if (!names.has(name) || one.getOptionValueSource(name) !== 'cli') continue;
      found[name] = Array.isArray(value) && Array.isArray(found[name]) ? [...(found[name] as unknown[]), ...(value as unknown[])] : value;
    }
  }
  return found as GlobalFlags;
}

function typedOf(verb: Collecting, fields: readonly Field[]): { typed: Typed; problems: Detail[] } {
  const typed: Record<string, Typed[string]> = {};
  const operands = verb.args.filter((word) => !verb.unknownWords.includes(word));
  const problems = unknownFlags(verb, verb.unknownWords, fields);
  for (const { key, param } of fields) {
    if (param.flag !== undefined) {
      const option = optionOf(param);
      if (verb.getOptionValueSource(option.attributeName()) === 'cli') typed[key] = verb.getOptionValue(option.attributeName()) as Typed[string];
    } else if (isMany(param)) {
      typed[key] = operands.splice(0);
    } else {
      typed[key] = operands.shift();
    }
  }
  if (problems.length === 0) problems.push(...operands.map((word) => ({ name: `"${word}"`, message: 'is one argument too many' })));
  return { typed, problems };
}

/** What looked like a flag and is none, each with the nearest that there is. */
function unknownFlags(verb: Command, words: readonly string[], fields: readonly Field[]): Detail[] {
  const known = [...fields.flatMap(({ param }) => (param.flag === undefined ? [] : [`--${param.flag}`])), ...verb.options.map((option) => option.long ?? '')];
  return words
    .filter((word) => word.startsWith('-') && word !== '-')
    .map((word) => {
      const flag = word.split('=')[0] ?? word;
      const near = flag.startsWith('--') ? suggest(flag, new Set(known)) : undefined;
      return { flag, message: near === undefined ? 'is not an option of this command' : `is not an option of this command; did you mean ${near}?` };
    });
}

function addLocal(parent: Command, local: LocalCommand, terminal: Terminal, asked: (what: Asked) => void): void {
  const [first = '', second] = local.path.split(' ');
  const home = second === undefined ? parent : (parent.commands.find((command) => command.name() === first) ?? localGroup(parent, first, terminal));
  const command = prepare(home.command(second ?? first), terminal).allowUnknownOption().description(local.summary);
  if (second === undefined) command.helpGroup('Commands of this tool:');
  for (const { name, help } of local.arguments ?? []) command.argument(name, help);
  for (const { flags, help } of local.options ?? []) command.option(flags, help);
  addGlobals(command);
  if (local.examples !== undefined) command.addHelpText('after', `\nExamples:\n${local.examples.map((line) => `  $ ${line}`).join('\n')}`);
  command.action(() => {
    const unknown = (command as Collecting).unknownWords;
    asked({ kind: 'local', command: local, operands: command.args.filter((word) => !unknown.includes(word)), options: command.opts(), flags: globalsOf(command), problems: unknownFlags(command, unknown, []) });
  });
}

function localGroup(parent: Command, name: string, terminal: Terminal): Command {
  const group = prepare(parent.command(name), terminal).description(LOCAL_GROUPS[name] ?? '').helpGroup('Commands of this tool:');
  addGlobals(group);
  return group;
}

const LOCAL_GROUPS: Readonly<Record<string, string>> = { config: 'Saved profiles', emulator: 'The local service' };
