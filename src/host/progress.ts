/** Progress on stderr. */
import type { Output, Progress, ProgressText, Shown } from '../context.ts';
import { logStream } from './terminal.ts';

/** Milliseconds before a spinner is shown. */
const DELAY = 300;

/** Progress as a spinner, shown after a moment, and only on a terminal that can draw one. */
export function progress(stderr: Pick<Output, 'animated' | 'columns'>): Progress {
  const silent: Shown = Object.assign(() => undefined, { update: () => undefined });
  const stage: Stage = { asides: 0, spinners: new Set() };
  return {
    visible: stderr.animated,
    start: (text) => (stderr.animated && hasSize(process.stderr) ? spinner(text, stage, stderr) : silent),
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

/** The spinners that have not ended, and how many programs use the terminal meanwhile. */
interface Stage {
  asides: number;
  readonly spinners: Set<{ readonly hide: () => void; readonly wait: () => void }>;
}

/** On a terminal that does not report its width, a spinner cannot clear its line. */
const hasSize = ({ columns }: NodeJS.WriteStream): boolean => columns > 0;

function spinner(first: ProgressText, stage: Stage, stderr: Pick<Output, 'columns'>): Shown {
  const textOf = (content: ProgressText): string => (typeof content === 'string' ? content : content(stderr.columns));
  let text = textOf(first);
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
      if (mayShow()) timer = setTimeout(() => void show(), DELAY);
    },
  };
  stage.spinners.add(own);
  own.wait();
  const end = (): void => {
    stage.spinners.delete(own);
    own.hide();
  };
  const update = (next: ProgressText): void => {
    text = textOf(next);
    if (shown !== undefined) shown.text = text;
  };
  return Object.assign(end, { update });
}
