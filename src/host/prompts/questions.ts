/** Prompts on a terminal: yes or no, a line, a password, a choice; pick lists are in pick.ts. The library is imported with the first of them. */
import { PassThrough } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { t } from '../../core/text/texts.ts';
import type { Option } from '../../context.ts';
import type * as inquirer from '../../vendor/inquirer.ts';
import { pickBy } from './pick.ts';
import type { Pick } from './pick-list.ts';
import type { Key, Keyboard, Kind, Place } from './place.ts';

type Library = typeof inquirer;

/** The kinds of prompts. */
export interface Questions {
  readonly confirm: Kind<{ readonly message: string }, boolean>;
  readonly input: Kind<{ readonly message: string }, string>;
  readonly password: Kind<{ readonly message: string; readonly mask: false }, string>;
  readonly select: Kind<Choice, string>;
  readonly pick: Kind<Pick, readonly string[]>;
}

/** The library's prompts for lines and passwords, and this tool's for the others. */
export async function questions() {
  const library = await import('../../vendor/inquirer.ts');
  const { input, password } = library;
  return { input, password, confirm: confirmBy(library), select: selectBy(library), pick: pickBy(library) };
}

/**
 * Shows one prompt; input typed earlier is discarded first. Rejects on Esc, Ctrl-C, Ctrl-D, a closed input and the signal,
 * with inquirer's `ExitPromptError` or `AbortPromptError`, or with `AbortError` from a plain prompt. The terminal's
 * mode is restored in any case.
 */
export async function ask<T>(question: (place: Place) => Promise<T>, { input, output, signal }: Place): Promise<T> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const onKey = (_text: unknown, { ctrl, name }: Key): void => {
    if (name === 'escape' || (ctrl === true && (name === 'c' || name === 'd'))) end();
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

/**
 * The input alone: after a hang-up all of the terminal fails, and readline would throw that where it cannot be caught.
 */
const keysOf = (input: Keyboard): PassThrough =>
  input.pipe(Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => void input.setRawMode?.(raw) }));

/** Milliseconds without a key after which all earlier input has arrived. */
const QUIET = 50;
const CTRL_C = 3;

/**
 * Discards pending input, also an unfinished line. Raw mode releases what the line discipline holds; all of it is read
 * once the event loop has polled the terminal and no key came.
 */
export async function discardTyped(input: Keyboard, signal: AbortSignal, interrupt?: () => void): Promise<void> {
  let gotInput = true;
  const onData = (part: string | Uint8Array): void => {
    gotInput = true;
    if (Buffer.from(part as Uint8Array).includes(CTRL_C)) interrupt?.(); // in raw mode it is a key, not a signal
  };
  input.setRawMode?.(true);
  input.on('data', onData).resume();
  while (gotInput && !signal.aborted) {
    gotInput = false;
    await setTimeout(QUIET, undefined, { signal }).catch(() => undefined);
    await setImmediate(); // a busy process may run its timers before it has polled
  }
  input.off('data', onData);
}

/** Only y and yes confirm: the change cannot be undone, or costs money. */
export const isYes = (typed: string): boolean => /^(?:y|yes)$/i.test(typed);

/** A yes-or-no prompt. Unlike the library's, Tab does not complete: only typed text can confirm. */
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
    if (status === 'done') return `${head} ${theme.style.answer(isYes(typed) ? t('Yes') : t('No'))}`;
    return `${head} ${theme.style.defaultAnswer('y/N')} ${typed}`;
  });

interface Choice {
  readonly message: string;
  readonly choices: readonly Option[];
  /** The value that is selected at first. */
  readonly first: string | undefined;
}

const SHOWN = 10;

/** A choice with the arrow keys; the chosen label stays visible. */
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
      renderItem: ({ item, isActive }) =>
        isActive ? theme.style.message(`> ${item.label}`, status) : `  ${item.label}`,
      pageSize: SHOWN,
      loop: false,
    });
    const head = `${prefix} ${theme.style.message(message, status)}`;
    if (status === 'done') return `${head} ${theme.style.answer(choices[active]?.label ?? '')}`;
    return `${head}\n${page}\n${theme.style.help(t('(↑↓ move, Enter select, Esc cancel)'))}`;
  });

function indexOf(choices: readonly Option[], first: string | undefined): number {
  return Math.max(
    0,
    choices.findIndex(({ value }) => value === first),
  );
}
