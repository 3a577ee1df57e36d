/** The entry that shells call to complete a word. The build makes a separate file of it. */
import { complete as completeLine } from './completion/complete.ts';
import { completionEffects } from './host/completion.ts';

/**
 * Prints the candidates for the last word of a command line, for the shells. `words` are those after `__complete --`,
 * and `dist` is the folder of the built files. Only this file is loaded when Tab is pressed, so completion starts fast.
 */
export const complete = (words: readonly string[], dist: string): Promise<void> =>
  completeLine(words, completionEffects(dist));
