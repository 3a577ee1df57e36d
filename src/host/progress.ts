import type { Output, Progress, Shown } from '../context.ts';
import { logStream } from './terminal.ts';

/** Milliseconds after which something takes long. */
const PATIENCE = 300;

/** A spinner after a moment, on a terminal that can show one alone. */
export function progress({ animated }: Output): Progress {
  const silent: Shown = Object.assign(() => undefined, { update: () => undefined });
  return { start: (text) => (animated && hasSize(process.stderr) ? spinner(text) : silent) };
}

/** Where a terminal does not say how wide it is, a spinner cannot clear its line. */
const hasSize = ({ columns }: NodeJS.WriteStream): boolean => columns > 0;

function spinner(first: string): Shown {
  let text = first;
  let shown: { text: string; stop(): unknown } | undefined;
  let ended = false;
  const show = async (): Promise<void> => {
    const { ora } = await import('../vendor/ora.ts');
    if (!ended) shown = ora({ text, stream: logStream(), discardStdin: false }).start();
  };
  const timer = setTimeout(() => void show(), PATIENCE);
  const end = (): void => {
    ended = true;
    clearTimeout(timer);
    shown?.stop();
  };
  const update = (next: string): void => {
    text = next;
    if (shown !== undefined) shown.text = next;
  };
  return Object.assign(end, { update });
}
