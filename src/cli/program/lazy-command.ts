/**
 * A command of the program, as commander parses it, with this tool's own texts for all that commander says. What stands
 * on a line, as values and problems, is read by verbs.ts and tool-commands.ts.
 */
import { Command, type HelpContext, type Option } from '../../vendor/commander.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { GLOBAL_OPTIONS, type GlobalFlags } from '../../commands/global-options.ts';
import { layoutOf } from './layout.ts';
import { meantInstead, optionsOf } from './option.ts';

/** The global options, which every command of a line takes. Help shows them once, below the program's commands. */
const GLOBALS = [...optionsOf(GLOBAL_OPTIONS).values()].map((option) => option.hideHelp());

/** Where help is written, and how wide it may be. */
export interface Terminal {
  readonly width: number;
  out(text: string): void;
}

/**
 * A command whose verbs and options are added only when it is the one that was typed, and whose unknown flags are
 * collected instead of ending the parse at the first.
 */
export class LazyCommand extends Command {
  unknownWords: readonly string[] = [];
  /** The word that should name a command below this one, where there are some. */
  private wordBelow: string | undefined;
  private collectsUnknown = false;
  /** `--` was typed: what follows, if anything, is no option. */
  endsOptions = false;
  /** Adds what is below or on this command; called once, when the command is chosen. */
  fill: (() => void | Promise<void>) | undefined;
  /** Sets the texts of this command's help; called when its help is asked for. */
  describe: (() => void) | undefined;

  constructor(
    name: string,
    readonly terminal: Terminal,
  ) {
    super(name);
    this.exitOverride().enablePositionalOptions().helpCommand(false).helpOption('-h, --help', t('Show help'));
    this.configureHelp(layoutOf(terminal.width));
    this.configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => terminal.width,
      getOutHasColors: () => false,
    });
    this.hook('preSubcommand', (_parent, chosen) => (chosen as LazyCommand).become());
  }

  override createCommand(name?: string): LazyCommand {
    return new LazyCommand(name ?? '', this.terminal);
  }

  /** A subcommand that is filled when it is chosen. */
  late(name: string, summary: string, fill: (command: LazyCommand) => void | Promise<void>): LazyCommand {
    const text = t<string>(summary);
    const command = this.createCommand(name).summary(text).description(`${text}.`);
    command.fill = () => fill(command);
    this.addCommand(command);
    return command;
  }

  /** Throws Failure (exit 2) where a word names no command: its help would be that of another one. */
  override helpInformation(context?: HelpContext): string {
    if (this.wordBelow !== undefined && this.wordBelow !== 'help') this.unknownCommand();
    this.describe?.();
    return super.helpInformation(context);
  }

  /** Called for a noun alone: its help goes to stdout like any other. */
  override help(): never {
    return super.help();
  }

  override allowUnknownOption(allow = true): this {
    this.collectsUnknown = allow;
    return super.allowUnknownOption(allow);
  }

  /** Called by commander for a word that names no command below this one. Throws Failure (exit 2). */
  unknownCommand(): never {
    const word = this.wordBelow ?? '';
    if (word === 'help') this.help();
    const near = suggest(word, new Set(this.commands.flatMap((command) => [command.name(), ...command.aliases()])));
    const command = this.pathTo(word);
    const message =
      near === undefined
        ? t('unknown command "{command}"', { command })
        : t('unknown command "{command}"; did you mean "{meant}"?', { command, meant: this.pathTo(near) });
    throw usage([{ message }], { next: this.nextHelp() });
  }

  /** Called by commander for an option that this command does not have. Throws Failure (exit 2). */
  unknownOption(flag: string): void {
    if (!this.collectsUnknown) throw usage([unknownFlag(flag, this)], { next: this.nextHelp() });
  }

  /** Called by commander for an option without its value. Throws Failure (exit 2). */
  optionMissingArgument({ long, short }: Option): never {
    const flag = long ?? short ?? '';
    throw usage([problem(flag, '{name} requires a value')], { next: this.nextHelp() });
  }

  /** A command below this one as typed: `topic frobnicate`. */
  private pathTo(name: string): string {
    const above = lineOf(this).slice(1);
    return [...above.map((command) => command.name()), name].join(' ');
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
    this.wordBelow = this.commands.length > 0 ? parsed.operands[0] : undefined;
    this.endsOptions = argv.includes('--');
    return parsed;
  }

  /** Operands that no unknown flag swallowed. */
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

/** An optional value is given with `=` alone: a flag that stands bare gets an empty one, and not the word after it. */
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

/** Global options from everywhere on the line: the last one wins, repeated ones add up. */
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

/** The words that look like options of a command and are none. */
export function unknownFlags(command: LazyCommand): Detail[] {
  return command.unknownWords
    .filter((word) => word.startsWith('-') && word !== '-' && word !== '--')
    .map((word) => unknownFlag(word, command));
}

/** A word that looks like an option, with the nearest option that the command has. */
function unknownFlag(word: string, command: Command): Detail {
  const flag = word.split('=')[0] ?? word;
  const known = command.options.map((option) => option.long ?? '');
  const near = flag.startsWith('--')
    ? (meantInstead(flag, command.options) ?? suggest(flag, new Set(known)))
    : undefined;
  return near === undefined
    ? problem(flag, 'unknown option {name}')
    : problem(flag, 'unknown option {name}; did you mean {near}?', { near });
}
