/** The questions, as a late part of their own. */
import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isUpKey,
  makeTheme,
  useKeypress,
  usePagination,
  usePrefix,
  useState,
} from '@inquirer/core';
import type { Option } from './context.ts';

export { default as confirm } from '@inquirer/confirm';
export { default as input } from '@inquirer/input';
export { default as password } from '@inquirer/password';

interface Question {
  readonly message: string;
  readonly choices: readonly Option[];
  /** The value on which the mark stands first. */
  readonly first: string | undefined;
}

const SHOWN = 10;

/** A choice with the arrow keys; the one that is taken is shown. */
export const select = createPrompt<string, Question>(({ message, choices, first }, done) => {
  const theme = makeTheme({});
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [active, setActive] = useState(indexOf(choices, first));
  const prefix = usePrefix({ status, theme });
  useKeypress((key) => {
    if (status === 'done') return;
    if (isEnterKey(key)) {
      setStatus('done');
      done(choices[active]?.value ?? '');
    } else if (isUpKey(key)) setActive((active + choices.length - 1) % choices.length);
    else if (isDownKey(key)) setActive((active + 1) % choices.length);
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
