/** The terminal on which a prompt is shown and read. */

/** The input of answers: a terminal, or its replacement in a test. */
export type Keyboard = NodeJS.ReadableStream & { setRawMode?(raw: boolean): unknown };

/** The terminal of a prompt, and the signal that ends it at once. */
export interface Place {
  readonly input: Keyboard;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** A kind of prompt. */
export type Kind<C, T> = (config: C, place: Place) => Promise<T>;

/** A key, as readline reports it. */
export interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}
