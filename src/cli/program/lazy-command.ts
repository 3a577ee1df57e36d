import { Command, type HelpContext, type Option } from '../../vendor/commander.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import type { Detail } from '../../errors/failure.ts';
import { GLOBAL_OPTIONS, type GlobalFlags } from '../../commands/global-options.ts';
import { layoutOf } from './layout.ts';
import { optionsOf } from './option.ts';

/** The global options, which every command of a line takes. Help shows them once, below the program's commands. */
const GLOBALS = [...optionsOf(GLOBAL_OPTIONS).values()].map((option) => option.hideHelp());

/** Where commander's own text goes, and how wide it may be. */
export interface Terminal {
  readonly width: number;
  out(text: string): void;
}

/**
 * A command that becomes whole only when it is the one that was typed, and whose unknown flags are collected instead of
 * ending the parse at the first.
 */
export class LazyCommand extends Command {
  unknownWords: readonly string[] = [];
  /** `--` was typed: what follows, if anything, is no option. */
  endsOptions = false;
  /** Adds what is below or on this command; called once, when the command is chosen. */
  fill: (() => void | Promise<void>) | undefined;
  /** Writes what help says of this command; called when its help is asked for. */
  describe: (() => void) | undefined;

  constructor(
    name: string,
    readonly terminal: Terminal,
  ) {
    super(name);
    this.exitOverride().enablePositionalOptions().helpCommand(false).helpOption('-h, --help', t('Show this help'));
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
    const command = this.createCommand(name).summary(summary).description(summary);
    command.fill = () => fill(command);
    this.addCommand(command);
    return command;
  }

  override helpInformation(context?: HelpContext): string {
    this.describe?.();
    return super.helpInformation(context);
  }

  override parseOptions(argv: string[]): { operands: string[]; unknown: string[] } {
    const parsed = super.parseOptions(withEmptyValues(argv, this.options));
    this.unknownWords = parsed.unknown;
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

/** Global options from everywhere on the line; the one nearest the end wins, repeated ones add up. */
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

/** What looked like a flag and is none, each with the nearest that there is. */
export function unknownFlags(command: LazyCommand): Detail[] {
  const known = command.options.map((option) => option.long ?? '');
  return command.unknownWords
    .filter((word) => word.startsWith('-') && word !== '-' && word !== '--')
    .map((word) => {
      const flag = word.split('=')[0] ?? word;
      const near = flag.startsWith('--') ? suggest(flag, new Set(known)) : undefined;
      return {
        flag,
        message:
          near === undefined
            ? 'is not an option of this command'
            : `is not an option of this command; did you mean ${near}?`,
      };
    });
}
