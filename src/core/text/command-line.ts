import { shellWord } from './shell-word.ts';

/**
 * A command of this tool to type, with its values quoted as a shell needs it: alikafka`topic describe ${name}`. A test
 * reads every one of them in the code and looks its words and options up in the table of commands, so that a command
 * which is renamed leaves no wrong advice (test/texts.test.ts). Placeholders (`<id>`) are typed into the template. A list
 * gives several words: alikafka`${path.split(' ')} --help`.
 */
export const alikafka = (parts: TemplateStringsArray, ...values: readonly unknown[]): string =>
  `alikafka ${String.raw({ raw: parts }, ...values.map(typedWords))}`;

const typedWords = (value: unknown): string => [value].flat().map(String).map(shellWord).join(' ');
