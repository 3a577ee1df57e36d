/** The questions, and how they are asked. The library is read with the first of them. */
import { PassThrough } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Option } from '../context.ts';
import type * as inquirer from '../vendor/inquirer.ts';

type Library = typeof inquirer;

/** A kind of question: asks at a place for an answer. */
export type Kind<C, T> = (config: C, place: Place) => Promise<T>;

/** The kinds of questions. */
export interface Questions {
  readonly confirm: Kind<{ readonly message: string }, boolean>;
  readonly input: Kind<{ readonly message: string }, string>;
  readonly password: Kind<{ readonly message: string; readonly mask: false }, string>;
  readonly select: Kind<Choice, string>;
}

/** The questions of the library and our own. */
export async function questions() {
  const library = await import('../vendor/inquirer.ts');
  const { input, password } = library;
  return { input, password, confirm: confirmBy(library), select: selectBy(library) };
}

/** What a question is read from: a terminal, or what stands for one in a test. */
export type Keyboard = NodeJS.ReadableStream & { setRawMode?(raw: boolean): unknown };

/** Where a question is asked, and what ends it at once. */
export interface Place {
  readonly input: Keyboard;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/**
 * Asks one question; what was typed before it is shown is discarded first. Rejects on Ctrl-C, Ctrl-D, a closed input and
 * the signal with inquirer's `ExitPromptError` or `AbortPromptError`, of a plain question with `AbortError`, and with the
 * terminal as it was before.
 */
export async function ask<T>(question: (place: Place) => Promise<T>, { input, output, signal }: Place): Promise<T> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const onKey = (_text: unknown, { ctrl, name }: Key): void => {
    if (ctrl === true && (name === 'c' || name === 'd')) end();
  };
  const ends = AbortSignal.any([signal, ending.signal]);
  for (const event of ['end', 'close', 'error']) input.on(event, end);
  try {
    await discardTyped(input, ends, end);
    const keys = keysOf(input).on('keypress', onKey);
    return await question({ input: keys, output, signal: ends });
  } finally {
    input.unpipe();
    input.setRawMode?.(false);
  }
}

/** The keys alone: a terminal that has gone fails at everything, and readline would throw that where nobody catches. */
const keysOf = (input: Keyboard): PassThrough =>
  input.pipe(Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => void input.setRawMode?.(raw) }));

/** A key, as readline tells of it. */
export interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

/** Milliseconds without a key after which nothing more comes that was typed before. */
const QUIET = 50;
const CTRL_C = 3;

/**
 * Throws away what waits in the terminal, an unfinished line too. Raw mode hands over what the line discipline holds;
 * all of it is read once the event loop has polled the terminal and no key came.
 */
export async function discardTyped(input: Keyboard, signal: AbortSignal, interrupt?: () => void): Promise<void> {
  let heard = true;
  const onData = (part: string | Uint8Array): void => {
    heard = true;
    if (Buffer.from(part as Uint8Array).includes(CTRL_C)) interrupt?.(); // in raw mode it is a key and no signal
  };
  input.setRawMode?.(true);
  input.on('data', onData).resume();
  while (heard && !signal.aborted) {
    heard = false;
    await setTimeout(QUIET, undefined, { signal }).catch(() => undefined);
    await setImmediate(); // a busy process may come to its timers without having polled
  }
  input.off('data', onData);
}

/** Only these are a yes: the question is about something that cannot be undone, or that costs money. */
export const isYes = (typed: string): boolean => /^(?:y|yes)$/i.test(typed);

/** A yes-or-no question. Tab completes nothing here, so that nothing but what was typed can be a yes. */
const confirmBy = ({ createPrompt, isEnterKey, makeTheme, useKeypress, usePrefix, useState }: Library) =>
  createPrompt<boolean, { readonly message: string }>(({ message }, done) => {
    const theme = makeTheme({});
    const [status, setStatus] = useState<'idle' | 'done'>('idle');
    const [typed, setTyped] = useState('');
    const prefix = usePrefix({ status, theme });
    useKeypress((key, line) => {
      if (status === 'done') return;
      if (isEnterKey(key)) {
        setStatus('done');
        done(isYes(typed));
      } else setTyped(line.line);
    });
    const head = `${prefix} ${theme.style.message(message, status)}`;
    if (status === 'done') return `${head} ${theme.style.answer(isYes(typed) ? 'Yes' : 'No')}`;
    return `${head} ${theme.style.defaultAnswer('y/N')} ${typed}`;
  });

interface Choice {
  readonly message: string;
  readonly choices: readonly Option[];
  /** The value on which the mark stands first. */
  readonly first: string | undefined;
}

const SHOWN = 10;

/** A choice with the arrow keys; the one that is taken is shown. */
const selectBy = ({ createPrompt, makeTheme, useKeypress, usePagination, usePrefix, useState, ...keys }: Library) =>
  createPrompt<string, Choice>(({ message, choices, first }, done) => {
    const theme = makeTheme({});
    const [status, setStatus] = useState<'idle' | 'done'>('idle');
    const [active, setActive] = useState(indexOf(choices, first));
    const prefix = usePrefix({ status, theme });
    useKeypress((key) => {
      if (status === 'done') return;
      if (keys.isEnterKey(key)) {
        setStatus('done');
        done(choices[active]?.value ?? '');
      } else if (keys.isUpKey(key)) setActive((active + choices.length - 1) % choices.length);
      else if (keys.isDownKey(key)) setActive((active + 1) % choices.length);
    });
    const page = usePagination({
      items: choices,
      active,
      renderItem: ({ item, isActive }) => (isActive ? theme.style.highlight(`> ${item.label}`) : `  ${item.label}`),
      pageSize: SHOWN,
      loop: false,
    });
    const head = `${prefix} ${theme.style.message(message, status)}`;
    if (status === 'done') return `${head} ${theme.style.answer(choices[active]?.label ?? '')}`;
    return `${head}\n${page}\n${theme.style.help('(arrow keys, then Enter)')}`;
  });

function indexOf(choices: readonly Option[], first: string | undefined): number {
  return Math.max(
    0,
    choices.findIndex(({ value }) => value === first),
  );
}
