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

const typedWords = (value: unknown): string => [value].flat().map(String).map(shellWord).join(' ');
