/** Commands of this tool as texts to paste. They are not templates, since commands are not translated. */
import { shellWord } from './shell-word.ts';

/**
 * A command line of this tool, with its values quoted for a shell: alikafka`topic describe ${name}`. A list gives
 * several words: alikafka`${path.split(' ')} --help`. Placeholders (`<id>`) are part of the template.
 * test/texts.test.ts compares the words and options of all of them with the table of commands, so that a renamed
 * command leaves no wrong advice.
 */
export const alikafka = (parts: TemplateStringsArray, ...values: readonly unknown[]): string =>
  `alikafka ${String.raw({ raw: parts }, ...values.map(typedWords))}`;

/** The command line that was typed, with further options: before a `--`, after which words are no options. */
export function typedWith(argv: readonly string[], options: readonly string[]): string {
  const end = argv.indexOf('--');
  const at = end < 0 ? argv.length : end;
  return alikafka`${[...argv.slice(0, at), ...options, ...argv.slice(at)]}`;
}

/** The command line that was typed, with another word in place of one; undefined unless that was typed exactly once. */
export function typedInstead(
  argv: readonly string[],
  { typed, meant }: { readonly typed: string; readonly meant: string },
): string | undefined {
  const at = argv.indexOf(typed);
  return at < 0 || argv.includes(typed, at + 1) ? undefined : alikafka`${argv.with(at, meant)}`;
}

const typedWords = (value: unknown): string => [value].flat().map(String).map(shellWord).join(' ');
