import type { Output, Progress, Shown } from '../context.ts';
import { logStream } from './terminal.ts';

/** Milliseconds after which something takes long. */
const PATIENCE = 300;

/** A spinner after a moment, on a terminal that can show one alone. */
export function progress({ animated }: Output): Progress {
  const silent: Shown = Object.assign(() => undefined, { update: () => undefined });
  const stage: Stage = { asides: 0, spinners: new Set() };
  return {
    start: (text) => (animated && hasSize(process.stderr) ? spinner(text, stage) : silent),
    aside: async (work) => {
      stage.asides++;
      for (const { hide } of stage.spinners) hide();
      try {
        return await work();
      } finally {
        stage.asides--;
        for (const { wait } of stage.spinners) wait();
      }
    },
  };
}

/** The spinners that have not ended, and how many have the terminal in their place. */
interface Stage {
  asides: number;
  readonly spinners: Set<{ readonly hide: () => void; readonly wait: () => void }>;
}

/** Where a terminal does not say how wide it is, a spinner cannot clear its line. */
const hasSize = ({ columns }: NodeJS.WriteStream): boolean => columns > 0;

function spinner(first: string, stage: Stage): Shown {
  let text = first;
  let shown: { text: string; stop(): unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const mayShow = (): boolean => stage.spinners.has(own) && stage.asides === 0 && shown === undefined;
  const show = async (): Promise<void> => {
    const { ora } = await import('../vendor/ora.ts');
    if (mayShow()) shown = ora({ text, stream: logStream(), discardStdin: false }).start();
  };
  const own = {
    hide: () => {
      clearTimeout(timer);
      shown?.stop();
      shown = undefined;
    },
    wait: () => {
      clearTimeout(timer);
      if (mayShow()) timer = setTimeout(() => void show(), PATIENCE);
    },
  };
  stage.spinners.add(own);
  own.wait();
  const end = (): void => {
    stage.spinners.delete(own);
    own.hide();
  };
  const update = (next: string): void => {
    text = next;
    if (shown !== undefined) shown.text = next;
  };
  return Object.assign(end, { update });
}
