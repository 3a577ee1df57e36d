/** Command blocks of a Markdown page: the commands, the output that the page shows, and the marks above a block. */
import { parse } from 'yaml';

/** A fenced block with commands. */
export interface Block {
  /** Line number of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The reason why the block is not run. */
  readonly notRun?: string;
  /** Lines that are not run, by how they begin, with the reason. */
  readonly skipped: readonly { readonly starts: string; readonly reason: string }[];
  /** Commands that run before the block: files and states that the page assumes. */
  readonly setup: readonly string[];
}

/** A command of a console block. */
export interface Shown {
  readonly command: string;
  /** The lines below the command. */
  readonly output: readonly string[];
  /** The expected exit code: 0, unless `echo $?` below it shows another. */
  readonly exit: number;
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;
const MARKS = /(?:^<!-- (?:not run|setup)\b.*-->\n)+$/m;

/** The blocks of a page with shell commands: `sh`, `console`, and the scripts in `yaml` and `groovy`. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(FENCE)].flatMap(({ 1: language = '', 2: inside = '', index }) => {
    const text = shellOf(language, inside);
    if (text === '') return [];
    const before = page.slice(0, index);
    return [{ line: before.split('\n').length, language, text, ...marksOf(MARKS.exec(before)?.[0] ?? '') }];
  });
}

function marksOf(marks: string): Pick<Block, 'notRun' | 'skipped' | 'setup'> {
  const whole = /<!-- not run(?:: *(.*?))? *-->/.exec(marks);
  return {
    ...(whole === null ? {} : { notRun: whole[1] ?? '' }),
    skipped: [...marks.matchAll(/<!-- not run `([^`]+)`(?:: *(.*?))? *-->/g)].map(
      ({ 1: starts = '', 2: reason = '' }) => ({ starts, reason }),
    ),
    setup: [...marks.matchAll(/<!-- setup: (.*?) -->/g)].map(([, command = '']) => command),
  };
}

function shellOf(language: string, text: string): string {
  if (language === 'sh' || language === 'console') return text;
  if (language === 'yaml') return scriptsIn(parse(text)).join('\n');
  if (language === 'groovy') return [...text.matchAll(/\bsh '([^'\n]+)'/g)].map(([, line]) => line).join('\n');
  return '';
}

/** The values of `run` (GitHub) and `script` (GitLab), at any depth. */
function scriptsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'run' || key === 'script' ? [value].flat().map(String) : scriptsIn(value),
  );
}

/** The commands of a console block. Lines that begin with `> ` continue a command. */
export function shownIn(text: string): Shown[] {
  const found: (Shown & { command: string; output: string[] })[] = [];
  for (const line of text.trimEnd().split('\n')) {
    const last = found.at(-1);
    if (line.startsWith('$ ')) found.push({ command: line.slice(2), output: [], exit: 0 });
    else if (last === undefined) throw new Error(`output without a command: ${line}`);
    else if (line.startsWith('> ') && last.output.length === 0) last.command += `\n${line.slice(2)}`;
    else last.output.push(line);
  }
  return found.map(({ command, output, exit }, at) => {
    const next = found[at + 1];
    const shown = output.slice(0, output.findLastIndex((line) => line !== '') + 1);
    return { command, output: shown, exit: next?.command === 'echo $?' ? Number(next.output[0]) : exit };
  });
}

/** Texts that differ between runs: ids, dates, times, addresses, durations. */
const MOVING: readonly RegExp[] = [
  /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  /^\d{4}-\d\d-\d\d$/,
  /^\d\d:\d\d(:\d\d)?$/,
  /^127\.0\.0\.1:\d+$/,
  /^\d{13}$/,
  /^\d+(\.\d+)?(ms|s|m|h)$/,
];
/** Commands whose numbers change with time: offsets, lag, metrics. */
const COUNTING = /\b(group (lag|describe)|topic (status|describe)|metrics|wait)\b/;

const sameWord = (shown: string, printed: string, counting: boolean): boolean =>
  shown === printed ||
  [...MOVING, ...(counting ? [/^\d+(\.\d+)?$/] : [])].some((form) => form.test(shown) && form.test(printed));

/** The words of a line, because the spaces between columns vary. Punctuation counts as a word. */
const wordsOf = (line: string): string[] => line.split(/\s+|(?<=["'(,=])|(?=["'),])/).filter((word) => word !== '');

function sameLine(shown: string, printed: string, counting: boolean): boolean {
  const [wanted, words] = [wordsOf(shown), wordsOf(printed)];
  return wanted.length === words.length && wanted.every((word, at) => sameWord(word, words[at] ?? '', counting));
}

/** Whether the printed lines match those of the page. A line `…` matches any number of lines. */
export function matches(shown: readonly string[], printed: readonly string[], command: string): boolean {
  return COUNTING.test(command) ? matchesCounted(shown, [...printed]) : matchesInOrder(shown, printed);
}

function matchesInOrder(shown: readonly string[], printed: readonly string[]): boolean {
  const [first, ...others] = shown;
  if (first === undefined) return printed.length === 0;
  if (first.trim() === '…')
    return Array.from({ length: printed.length + 1 }, (_, from) => from).some((from) =>
      matchesInOrder(others, printed.slice(from)),
    );
  const [line, ...rest] = printed;
  return line !== undefined && sameLine(first, line, false) && matchesInOrder(others, rest);
}

/** Rows are sorted by numbers that change, so each line of the page must match one printed line, in any order. */
function matchesCounted(shown: readonly string[], left: string[]): boolean {
  const whole = shown.filter((line) => line.trim() !== '…');
  for (const line of whole) {
    const at = left.findIndex((printed) => sameLine(line, printed, true));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0 || whole.length < shown.length;
}
