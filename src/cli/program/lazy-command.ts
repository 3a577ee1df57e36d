/**
 * A command of the program, as commander parses it, with this tool's own texts in place of commander's. Values and
 * problems of a line are read in verbs.ts and tool-commands.ts.
 */
import { Command, type Option } from '../../vendor/commander.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { GLOBAL_OPTIONS, type GlobalFlags } from '../../commands/global-options.ts';
import { optionsOf } from './option.ts';

/** The global options, which every command accepts. */
const GLOBALS = [...optionsOf(GLOBAL_OPTIONS).values()];

/** Shows the help of a command: `topic create`; empty for the program. */
export type ShowHelp = (path: string) => void;

/** A word in place of a subcommand that is not one. unknown-command.ts turns it into an error. */
export class UnknownCommand extends Error {
  constructor(
    /** The words of the command above: `topic`; empty for the program. */
    readonly above: string,
    /** The unknown word, and the words after it. */
    readonly words: readonly string[],
    /** Names and aliases of the existing commands. */
    readonly known: readonly string[],
  ) {
    super(words[0]);
  }
}

/** An unknown option above the commands: of a noun or of the program. unknown-option.ts turns it into an error. */
export class UnknownOption extends Error {
  constructor(
    /** The words of the command above: `topic`; empty for the program. */
    readonly above: string,
    readonly flag: string,
    /** Names and aliases of the commands below. */
    readonly known: readonly string[],
  ) {
    super(flag);
  }
}

/**
 * A command whose verbs and options are added only when it is the typed one, and whose unknown flags are collected
 * instead of ending the parse at the first.
 */
export class LazyCommand extends Command {
  unknownWords: readonly string[] = [];
  /** The words of which the first should name a subcommand, if there are any. */
  private wordsBelow: readonly string[] = [];
  private collectsUnknown = false;
  /** `--` was typed: later words are not options. */
  endsOptions = false;
  /** Adds the subcommands and options of this command; called once, when the command is chosen. */
  fill: (() => void | Promise<void>) | undefined;

  constructor(
    name: string,
    readonly showHelp: ShowHelp,
  ) {
    super(name);
    this.exitOverride().enablePositionalOptions().helpCommand(false).helpOption('-h, --help');
    this.configureOutput({ writeErr: () => undefined });
    this.hook('preSubcommand', (_parent, chosen) => (chosen as LazyCommand).become());
  }

  override createCommand(name?: string): LazyCommand {
    return new LazyCommand(name ?? '', this.showHelp);
  }

  /** A subcommand that is filled when it is chosen. */
  late(name: string, fill: (command: LazyCommand) => void | Promise<void>): LazyCommand {
    const command = this.createCommand(name);
    command.fill = () => fill(command);
    this.addCommand(command);
    return command;
  }

  /** Throws UnknownCommand if a word names no command: the help would be that of another one. */
  override outputHelp(): void {
    if (this.wordsBelow.length > 0 && this.wordsBelow[0] !== 'help') this.unknownCommand();
    this.showHelp(this.path());
  }

  /** Called for a noun alone: its help is printed to stdout like any other. */
  override help(): never {
    return super.help();
  }

  override allowUnknownOption(allow = true): this {
    this.collectsUnknown = allow;
    return super.allowUnknownOption(allow);
  }

  /** Called by commander for a word that names no command below this one. */
  unknownCommand(): never {
    if (this.wordsBelow[0] === 'help') this.help();
    throw new UnknownCommand(this.path(), this.wordsBelow, this.wordsOfCommands());
  }

  /** Names and aliases of the commands below. */
  private wordsOfCommands(): string[] {
    return this.commands.flatMap((command) => [command.name(), ...command.aliases()]);
  }

  /** Called by commander for an option that this command does not have. */
  unknownOption(flag: string): void {
    if (!this.collectsUnknown) throw new UnknownOption(this.path(), flag.split('=')[0] ?? flag, this.wordsOfCommands());
  }

  /** Called by commander for an option without its value. Throws Failure (exit 2). */
  optionMissingArgument({ long, short }: Option): never {
    const flag = long ?? short ?? '';
    throw usage([problem(flag, '{name} requires a value')], { next: this.nextHelp() });
  }

  /** The words of this command after the program's name. */
  private path(): string {
    return lineOf(this)
      .slice(1)
      .map((command) => command.name())
      .join(' ');
  }

  /** The command that shows the help of this one. */
  private nextHelp(): string {
    return `${lineOf(this)
      .map((command) => command.name())
      .join(' ')} --help`;
  }

  override parseOptions(argv: string[]): { operands: string[]; unknown: string[] } {
    const parsed = super.parseOptions(withEmptyValues(argv, this.options));
    this.unknownWords = parsed.unknown;
    this.wordsBelow = this.commands.length > 0 ? parsed.operands : [];
    this.endsOptions = argv.includes('--');
    return parsed;
  }

  /** Operands that are not the value of an unknown flag. */
  known(): string[] {
    return this.args.filter((word) => !this.unknownWords.includes(word));
  }

  private async become(): Promise<void> {
    addGlobals(this);
    const { fill } = this;
    this.fill = undefined;
    await fill?.();
  }
}

/** An optional value is accepted only after `=`: a flag alone gets an empty value, not the next word. */
function withEmptyValues(argv: readonly string[], options: readonly Option[]): string[] {
  // a bracket in the name of a required value, as in <key[=value]>, makes commander call it optional too
  const optional = new Set(
    options.filter((option) => option.optional && !option.required).map((option) => option.long),
  );
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  return argv.map((word, i) => (i < end && optional.has(word) ? `${word}=` : word));
}

/** The global options on a command. */
export function addGlobals(command: Command): void {
  for (const option of GLOBALS) command.addOption(option);
}

/** Global options from the whole line: the last one applies, values of repeatable ones are collected. */
export function globalsOf(command: Command): GlobalFlags {
  const names = new Set(GLOBALS.map((option) => option.attributeName()));
  const found: Record<string, unknown> = {};
  for (const one of lineOf(command)) {
    for (const [name, value] of Object.entries(one.opts<Record<string, unknown>>())) {
      if (!names.has(name) || one.getOptionValueSource(name) !== 'cli') continue;
      found[name] =
        Array.isArray(value) && Array.isArray(found[name])
          ? [...(found[name] as unknown[]), ...(value as unknown[])]
          : value;
    }
  }
  return found;
}

/** From the program down to a command. */
function lineOf(command: Command): Command[] {
  const line: Command[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) line.unshift(at);
  return line;
}

/** The words that look like options and that the command does not have. What they may mean is in correct/. */
export function unknownFlags(command: LazyCommand): Detail[] {
  return command.unknownWords
    .filter((word) => word.startsWith('-') && word !== '-' && word !== '--')
    .map((word) => problem(word.split('=')[0] ?? word, 'unknown option {name}'));
}
