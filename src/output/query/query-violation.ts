import { suggest } from '../../core/text/suggest.ts';
import { safeText } from '../../core/text/safe-text.ts';

/** What the search for violations needs of the library. */
export interface Reading {
  readonly compile: (expression: string) => unknown;
  readonly tokenize: (expression: string) => readonly { readonly start: number }[];
  readonly functions: () => readonly string[];
  /** What is wrong with a call of this many arguments, as far as that can be said without data. */
  readonly callViolation: (name: string, given: number) => string | undefined;
}

/** What is wrong with an expression and where, on one line; undefined when nothing is. */
export function violationIn(expression: string, reading: Reading): string | undefined {
  const failure = failureOf(expression, reading);
  if (failure === undefined) return misuse(reading.compile(expression), reading);
  if (expression.trim() === '') return 'it is empty';
  if (failure.includes('EOF') || failure.startsWith('TypeError'))
    return `it ends too early, after ${quoted(expression.slice(-20))}`;
  const end = failingEnd(expression, failure, reading);
  const start = tokenStart(expression, end, reading);
  return `${says(failure, expression.slice(start, end))} at character ${start + 1}`;
}

function failureOf(expression: string, { compile }: Reading): string | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    return name === 'TypeError' ? `TypeError: ${message}` : message;
  }
}

/** The library says what it met but not where: that is where the shortest beginning that fails alike ends. */
function failingEnd(expression: string, failure: string, reading: Reading): number {
  let end = 1;
  while (end < expression.length && failureOf(expression.slice(0, end), reading) !== failure) end += 1;
  return end;
}

function tokenStart(expression: string, end: number, { tokenize }: Reading): number {
  try {
    return tokenize(expression).findLast(({ start }) => start < end)?.start ?? end - 1;
  } catch {
    return end - 1; // the text has no tokens: the failure is about this very character
  }
}

function says(failure: string, found: string): string {
  if (failure.includes('JSON')) return 'a text that is not closed, or no JSON between backticks,';
  if (failure.includes('unknown character')) return `unknown character ${quoted(found)}`;
  if (/token|expected|invalid/.test(failure)) return `unexpected ${quoted(found)}`;
  return `${safeText(failure.replace(/^Syntax error[:,]\s*/, '').replace(/\.$/, ''))},`;
}

/** What parses and can still not be meant: the library would take `[?a=b]` for a filter that everything passes. */
function misuse(tree: unknown, reading: Reading): string | undefined {
  for (const node of nodesOf(tree)) {
    const violation = node.type === 'Function' ? badCall(node, reading) : MISPLACED[node.type]?.(node.under);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

const MISPLACED: Readonly<Record<string, (under: string) => string | undefined>> = {
  Binding: (under) => (under === 'LetExpression' ? undefined : '"=" compares nothing; write "=="'),
  ExpressionReference: (under) =>
    under === 'Function' ? undefined : '"&" stands only before an argument of a function',
};

function badCall({ name, children }: Node, { functions, callViolation }: Reading): string | undefined {
  if (functions().includes(name)) return callViolation(name, children);
  const near = suggest(name, functions());
  return `there is no function ${name}()${near === undefined ? '' : `; did you mean ${near}()?`}`;
}

interface Node {
  readonly type: string;
  /** Type of the node above; empty for the topmost. */
  readonly under: string;
  readonly name: string;
  /** How many nodes it was given. */
  readonly children: number;
}

function* nodesOf(value: unknown, under = ''): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  const { type, name, children } = value as { type?: unknown; name?: unknown; children?: unknown };
  if (type === 'Literal') return;
  if (typeof type === 'string')
    yield { type, under, name: String(name), children: Array.isArray(children) ? children.length : 0 };
  for (const inner of Object.values(value)) yield* nodesOf(inner, typeof type === 'string' ? type : under);
}

const quoted = (text: string): string => `"${safeText(text)}"`;
