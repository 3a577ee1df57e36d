/** The prompt of a pick list, which moves the cursor. The list itself is in pick-list.ts. */
import { t } from '../../core/text/texts.ts';
import type * as inquirer from '../../vendor/inquirer.ts';
import type { KeypressEvent } from '../../vendor/inquirer.ts';
import {
  keysText,
  moved,
  narrowed,
  pageLines,
  pageSize,
  type Pick,
  pickedOf,
  pickedText,
  type PickState,
  type Size,
  startOf,
  toggled,
} from './pick-list.ts';
import type { Kind } from './place.ts';

type Library = typeof inquirer;

/** The width and height of a terminal. */
export function sizeOf(output: NodeJS.WritableStream): Size {
  const { columns = 80, rows = 24 } = output as Partial<Size>;
  return { columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24 };
}

/** The typed line, as readline has it. */
interface Line {
  readonly line: string;
  clearLine(direction: 0): void;
  write(text: string): void;
}

/** Readline adds keys without an editing function to its line, and empties it on Enter. */
function restore(line: Line, typed: string): void {
  if (line.line === typed) return;
  line.clearLine(0);
  line.write(typed);
}

const PAGE_KEYS: Readonly<Record<string, number>> = { pageup: -10, pagedown: 10 };

/**
 * A list that typed text filters. The library's own prompt of this kind formats the whole list at every key, which
 * takes seconds for 10,000 names, and picks one item only.
 */
export function pickBy(library: Library): Kind<Pick, readonly string[]> {
  const prompt = promptBy(library);
  return (pick, place) => prompt({ pick, size: () => sizeOf(place.output) }, place);
}

const promptBy = (library: Library) => {
  const { createPrompt, isEnterKey, makeTheme, useKeypress, usePrefix, useState } = library;
  return createPrompt<readonly string[], { readonly pick: Pick; readonly size: () => Size }>(({ pick, size }, done) => {
    const theme = makeTheme({});
    const [status, setStatus] = useState<'idle' | 'done'>('idle');
    const [state, setState] = useState<PickState>(startOf(pick));
    const prefix = usePrefix({ status, theme });
    useKeypress((key, line) => {
      if (status === 'done') return;
      const picked = isEnterKey(key) ? pickedOf(pick, state) : [];
      if (picked.length > 0) {
        setStatus('done');
        done(picked.map(({ value }) => value));
        return;
      }
      const next = pressed(library, pick, state, key);
      if (next === undefined) setState(narrowed(pick, state, line.line));
      else {
        restore(line, state.typed);
        setState(next);
      }
    });
    const head = `${prefix} ${theme.style.message(pick.message, status)}`;
    if (status === 'done') return `${head} ${theme.style.answer(pickedText(pickedOf(pick, state)))}`;
    return [`${head} ${state.typed}`, body(pick, state, size(), theme)];
  });
};

/** The list after a key that does not edit the typed text; undefined for one that does. */
function pressed(keys: Library, pick: Pick, state: PickState, key: KeypressEvent): PickState | undefined {
  const by = keys.isUpKey(key) ? -1 : keys.isDownKey(key) ? 1 : PAGE_KEYS[key.name];
  if (by !== undefined) return moved(state, by);
  if (pick.many === true && (keys.isTabKey(key) || keys.isSpaceKey(key))) return toggled(state);
  return keys.isTabKey(key) || keys.isEnterKey(key) ? state : undefined;
}

interface Theme {
  readonly style: {
    readonly message: (text: string, status: 'idle') => string;
    readonly help: (text: string) => string;
  };
}

/**
 * The lines below the question: a page of the list, and the keys. The marked item is bold like the question: the
 * library's cyan cannot be read on a light background.
 */
function body(pick: Pick, state: PickState, size: Size, { style }: Theme): string {
  const keys = keysText(pick, state);
  const rowsOf = (text: string): number => Math.ceil((text.length + 1) / size.columns);
  const taken = rowsOf(keys) + rowsOf(`? ${pick.message} ${state.typed}`);
  const lines =
    state.found.length === 0
      ? [`  ${t('nothing matches')}`]
      : pageLines(pick, state, size, pageSize(size, taken), (line) => style.message(line, 'idle'));
  return [...lines, style.help(keys)].join('\n');
}
