/** The progress of a wait: a spinner on a terminal, lines elsewhere. */
import type { Shown } from '../../context.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { labelled, plural, t } from '../../core/text/texts.ts';
import type { Failure } from '../../errors/failure.ts';
import { stateTexts } from './state-texts.ts';
import {
  labelOf,
  pendingOf,
  statusText,
  type Waited,
  type WaitIo,
  type WaitItem,
  type WaitProgress,
} from './wait-state.ts';

/** The progress of a wait for a state: a spinner on a terminal, elsewhere a line at each change; nothing with --quiet. */
export function waitProgressOf(items: readonly WaitItem[], state: string, io: WaitIo): WaitProgress {
  if (io.quiet) return { show: nothing, unreadable: nothing, end: () => undefined };
  return io.context.progress.visible ? spinner(items, state, io) : lines(io);
}

const nothing = async (): Promise<void> => undefined;

function lines({ log }: WaitIo): WaitProgress {
  const logged = new Map<Waited, string>();
  const once = onceUntilRead(log);
  return {
    show: async (all) => {
      once.read();
      for (const one of all) {
        if (logged.get(one) === statusText(one)) continue;
        logged.set(one, statusText(one));
        await log.info(labelled(labelOf(one.item), statusText(one)));
      }
    },
    unreadable: (failure) => once.log(failure),
    end: () => undefined,
  };
}

function spinner(items: readonly WaitItem[], state: string, { context, log }: WaitIo): WaitProgress {
  const name = items[0] === undefined ? '' : labelOf(items[0]);
  const { one, many } = stateTexts(state).waiting;
  let text = safeText(plural<string, string>(items.length, one, many, { name, state }));
  let shown: Shown | undefined = context.progress.start(text);
  const once = onceUntilRead(log);
  return {
    show: async (all) => {
      once.read();
      text = safeText(progressText(all, state));
      shown?.update(text);
    },
    unreadable: async (failure) => {
      // Stopped first, so that the warning has a separate line.
      shown?.();
      await once.log(failure);
      shown = context.progress.start(text);
    },
    end: () => shown?.(),
  };
}

/** `orders: deploying (1)`; for several, how many are done, and the status of the first other one. */
function progressText(all: readonly Waited[], state: string): string {
  const pending = pendingOf({ all });
  const first = pending[0] ?? all[0];
  const status = first === undefined ? '' : labelled(labelOf(first.item), statusText(first));
  if (all.length === 1) return status;
  return t(stateTexts(state).progress, {
    count: all.length - pending.length,
    all: all.length,
    state,
    status,
  });
}

/** Warns about a failed read, and again only after a read has succeeded. */
function onceUntilRead(warnings: WaitIo['log']): { log(failure: Failure): Promise<void>; read(): void } {
  let silent = false;
  return {
    log: async ({ message }) => {
      if (!silent) await warnings.warn(t('a status check failed, still waiting: {reason}', { reason: message }));
      silent = true;
    },
    read: () => {
      silent = false;
    },
  };
}
