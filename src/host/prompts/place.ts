/** Where a prompt is shown and read. */

/** What answers are read from: a terminal, or its stand-in in a test. */
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
