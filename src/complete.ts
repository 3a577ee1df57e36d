import { complete as completeLine } from './completion/complete.ts';
import { completionEffects } from './host/completion.ts';

/**
 * Prints what may stand in place of the last word of a command line, for the shells. `words` are those after
 * `__complete --`, and `dist` is the folder of the built files. The build makes a separate file of it, the only one that a Tab loads.
 */
export const complete = (words: readonly string[], dist: string): Promise<void> =>
  completeLine(words, completionEffects(dist));
