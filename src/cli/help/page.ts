/** The help of a command as data. layout.ts prints it on a terminal, scripts/man/ writes it as a manual page. */

/** A row of a list: what is typed, and what it means. */
export interface Item {
  readonly term: string;
  readonly text: string;
}

/** A list with its title: `Arguments`, `Topic options`, `Commands`. */
export interface Section {
  readonly title: string;
  /** The lists of one kind have their texts in one column. */
  readonly kind: 'options' | 'commands';
  readonly items: readonly Item[];
}

/** An example: its purpose, if given, and the command. */
export interface HelpExample {
  readonly says?: string;
  readonly command: string;
}

/** The help of the program, a noun or a command. All texts are in the language of the reader. */
export interface HelpPage {
  /** The words of the command: `topic create`; empty for the program. */
  readonly path: string;
  /** The usages: what can be typed after the words. */
  readonly usages: readonly string[];
  /** One sentence with its full stop. */
  readonly summary: string;
  /** More paragraphs about it. */
  readonly description: readonly string[];
  readonly examples: readonly HelpExample[];
  readonly sections: readonly Section[];
  /** Facts about the requests that it sends, a paragraph each. */
  readonly facts: readonly string[];
  /** The paths of related commands. */
  readonly seeAlso: readonly string[];
  /** References to more help, one per line. */
  readonly more: readonly string[];
}
