import { shellWord } from '../../core/text/shell-word.ts';

/** A command of this tool to type, with its values quoted as a shell needs it: alikafka`topic describe ${name}`. */
export const alikafka = (parts: TemplateStringsArray, ...values: readonly unknown[]): string =>
  `alikafka ${String.raw({ raw: parts }, ...values.map(String).map(shellWord))}`;
