import type { ReadStream } from 'node:tty';
import type { Prompts } from '../context.ts';
import { declined } from '../errors/failure.ts';
import type { Place, Questions } from './questions.ts';
import { stopped } from './stopped.ts';
import { isTerminal, logStream } from './terminal.ts';

/** Questions go to stderr: stdout carries data alone. The library is imported at the first one. */
export function prompts(stop: AbortSignal): Prompts {
  return {
    confirm: async (message) => answered(stop, ({ confirm }) => confirm, { message }),
    line: async (message) => answered(stop, ({ input }) => input, { message }),
    secret: async (message) => answered(stop, ({ password }) => password, { message, mask: false }),
    select: async (message, choices, first) => answered(stop, ({ select }) => select, { message, choices, first }),
  };
}

/** The answer to a question. Throws Failure: `Declined` on Ctrl-C and Ctrl-D, `Interrupted` on a signal or a hang-up. */
async function answered<T, C>(
  stop: AbortSignal,
  kind: (questions: Questions) => (config: C, place: Place) => Promise<T>,
  config: C,
): Promise<T> {
  const { ask, questions } = await import('./questions.ts');
  const prompt = kind(await questions());
  let input: ReadStream | undefined;
  try {
    // Each question opens the terminal for itself: stdin may have been read to its end before (`--from-file -`).
    input = new (process.getBuiltinModule('node:tty').ReadStream)(0);
    return await ask((place) => prompt(config, place), { input, output: logStream(), signal: stop });
  } catch (error) {
    if (stop.aborted || !isTerminal(0)) throw await stopped(stop);
    if (!['ExitPromptError', 'AbortPromptError'].includes((error as Error).name)) throw error;
    throw declined();
  } finally {
    input?.destroy();
  }
}
