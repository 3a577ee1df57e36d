/** The table that completion reads: all words that can be typed, made from the records by the build. */

/** A name and its description. */
export type Name = readonly [value: string, text?: string | undefined];

/** The values that a word may have; without any field it is free text. */
export interface ValueSpec {
  /** Words that are offered. */
  readonly words?: readonly Name[];
  /** Words that are accepted too, offered where no other begins so. */
  readonly more?: readonly Name[];
  /** Words in any case. */
  readonly anyCase?: true;
  /** Names of a list: of the table, or one that is read (of the service, of this machine). */
  readonly list?: string;
  /** Names of several lists. */
  readonly lists?: readonly string[];
  /** The exact name of an object is accepted in place of its id. */
  readonly named?: true;
  /** The key of the argument on whose value the list depends. */
  readonly by?: string;
  /** As a beginning: a value by itself. */
  readonly whole?: true;
  /** What may follow each of several beginnings: `topic/`. */
  readonly prefixes?: Readonly<Record<string, ValueSpec>>;
}

/** An option of a command. */
export interface OptionSpec {
  readonly key: string;
  /** `--partitions`. */
  readonly flag: string;
  /** `-p`. */
  readonly short?: string;
  readonly text: string;
  /** Absent for a switch. */
  readonly value?: ValueSpec;
  /** Its value may be left out, and follows `=` alone. */
  readonly optional?: true;
  readonly many?: true;
  /** The command refuses a line without it. */
  readonly required?: true;
  /** Keys of options that exclude it, or that it excludes. */
  readonly excludes?: readonly string[];
}

/** An argument of a command. */
export interface ArgumentSpec {
  readonly key: string;
  readonly value: ValueSpec;
  /** Maximum number of values. Absent: any number. */
  readonly most?: number;
  readonly optional?: true;
}

/** A command with its options and arguments. */
export interface CommandSpec {
  readonly text: string;
  readonly aliases?: readonly string[];
  /** Positions in `Table.options`, in their order; with those of every command that it accepts. */
  readonly options?: readonly number[];
  /** How many of them are its own: they come first. */
  readonly own?: number;
  readonly arguments?: readonly ArgumentSpec[];
  /** Groups of inputs, by their keys, of which one is required. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Fields that --columns and --sort may name. */
  readonly columns?: readonly string[];
  /** The same by the arguments: by the first and the last, by the first, or `*` for any. */
  readonly columnsBy?: Readonly<Record<string, readonly string[]>>;
}

/** A list of the service that some inputs of the command narrow. */
export interface NarrowedList {
  /** Inputs of the command, by their keys. */
  readonly within: readonly string[];
  /** Lists that are offered if the command has none of these inputs yet. */
  readonly otherwise?: readonly string[];
  /** Names are completed up to this text first: a tag up to its `=`. */
  readonly upTo?: string;
}

/** The whole table. */
export interface Table {
  readonly options: readonly OptionSpec[];
  /** By path: `''` is the program, `topic` a noun, `topic create` a command. */
  readonly commands: Readonly<Record<string, CommandSpec>>;
  /** Lists whose names are known to the program. */
  readonly lists: Readonly<Record<string, ValueSpec>>;
  /** How lists of the service are narrowed by the line. */
  readonly narrowed: Readonly<Record<string, NarrowedList>>;
  /** Lists that depend on the value of an argument. */
  readonly byValue: Readonly<Record<string, Readonly<Record<string, ValueSpec>>>>;
}

/** The commands directly below one, by their last words. */
export function below({ commands }: Table, path: string): [word: string, spec: CommandSpec][] {
  const start = path === '' ? '' : `${path} `;
  return Object.entries(commands).flatMap(([full, spec]): [string, CommandSpec][] => {
    const word = full.slice(start.length);
    return full.startsWith(start) && word !== '' && !word.includes(' ') ? [[word, spec]] : [];
  });
}

/** The path of a word below a path, also under an alias; undefined if there is none. */
export function childOf(table: Table, path: string, word: string): string | undefined {
  const [found] = below(table, path).find(([name, { aliases }]) => name === word || aliases?.includes(word)) ?? [];
  return found === undefined ? undefined : path === '' ? found : `${path} ${found}`;
}
