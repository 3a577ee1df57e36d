import type { Shown } from '../../context.ts';
import { safeText } from '../../core/text/safe-text.ts';
import type { Failure } from '../../errors/failure.ts';
import { pendingOf, saysOf, type Waited, type WaitIo, type WaitProgress } from './wait-state.ts';

/** A spinner on a terminal, elsewhere a line at each change of state; nothing with --quiet. */
export function waitProgressOf(state: string, io: WaitIo): WaitProgress {
  if (io.quiet) return { show: nothing, unreadable: nothing, end: () => undefined };
  return io.context.progress.visible ? spinner(state, io) : lines(io);
}

const nothing = async (): Promise<void> => undefined;

function lines({ log }: WaitIo): WaitProgress {
  const said = new Map<Waited, string>();
  const once = onceUntilRead(log);
  return {
    show: async (all) => {
      once.read();
      for (const one of all) {
        if (said.get(one) === saysOf(one)) continue;
        said.set(one, saysOf(one));
        await log.info(`${one.item.name}: ${saysOf(one)}`);
      }
    },
    unreadable: (failure) => once.say(failure),
    end: () => undefined,
  };
}

function spinner(state: string, { context, log }: WaitIo): WaitProgress {
  let text = `waiting: to be ${state}`;
  let shown: Shown | undefined = context.progress.start(text);
  const once = onceUntilRead(log);
  return {
    show: async (all) => {
      once.read();
      text = safeText(statusOf(all, state));
      shown?.update(text);
    },
    unreadable: async (failure) => {
      // A line would be written into the spinner's own.
      shown?.();
      await once.say(failure);
      shown = context.progress.start(text);
    },
    end: () => shown?.(),
  };
}

/** `orders: deploying (1)`; of several, how many are there and what the first other one is doing. */
function statusOf(all: readonly Waited[], state: string): string {
  const pending = pendingOf({ all });
  const first = pending[0] ?? all[0];
  const present = first === undefined ? '' : `${first.item.name}: ${saysOf(first)}`;
  return all.length === 1 ? present : `${all.length - pending.length} of ${all.length} ${state}; ${present}`;
}

function onceUntilRead(log: WaitIo['log']): { say(failure: Failure): Promise<void>; read(): void } {
  let silent = false;
  return {
    say: async ({ message }) => {
      if (!silent) await log.warn(`waiting goes on although a look failed: ${message}`);
      silent = true;
    },
    read: () => {
      silent = false;
    },
  };
}
