/** The prompts of a command, and how they end. */
import type { ReadStream } from 'node:tty';
import type { Output, Progress, Prompts } from '../../context.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { declined } from '../../errors/failure.ts';
import type { Kind } from './place.ts';
import type { Questions } from './questions.ts';
import { stopped } from '../stopped.ts';
import { isTerminal, logStream } from '../terminal.ts';

/**
 * Prompts on stderr, since stdout is for data. Their code is imported at the first one. A question may have a name that
 * came from the service: hidden characters in it are made visible.
 */
export function prompts(stop: AbortSignal, { animated }: Output, aside: Progress['aside']): Prompts {
  const ask: Ask = (kind, config) =>
    aside(() => answered(stop, animated, kind, { ...config, message: safeText(config.message) }));
  return {
    confirm: (message) => ask(({ confirm }) => confirm, { message }),
    line: (message) => ask(({ input }) => input, { message }),
    secret: (message) => ask(({ password }) => password, { message, mask: false }),
    select: (message, choices, first) => ask(({ select }) => select, { message, choices, first }),
    pick: (message, items, options = {}) => ask(({ pick }) => pick, { message, items, ...options }),
  };
}

type Ask = <C extends { readonly message: string }, T>(
  kind: (questions: Questions) => Kind<C, T>,
  config: C,
) => Promise<T>;

/** The answer to a prompt. Throws Failure: `Declined` on Ctrl-C and Ctrl-D, `Interrupted` on a signal or a hang-up. */
async function answered<C, T>(
  stop: AbortSignal,
  animated: boolean,
  kind: (questions: Questions) => Kind<C, T>,
  config: C,
): Promise<T> {
  const { ask, questions } = await import('./questions.ts');
  const prompt = kind(animated ? await questions() : (await import('./plain-questions.ts')).plainQuestions);
  let input: ReadStream | undefined;
  try {
    // Each prompt opens the terminal itself: stdin may have been read to its end before (`--from-file -`).
    input = new (process.getBuiltinModule('node:tty').ReadStream)(0);
    return await ask((place) => prompt(config, place), { input, output: logStream(), signal: stop });
  } catch (error) {
    if (stop.aborted || !isTerminal(0)) throw await stopped(stop);
    if (!ENDED.has((error as Error).name)) throw error;
    throw declined();
  } finally {
    input?.destroy();
  }
}

/** The names of the errors of a prompt that was ended: the library's, and a plain prompt's. */
const ENDED = new Set(['ExitPromptError', 'AbortPromptError', 'AbortError']);
