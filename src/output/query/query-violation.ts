/** The errors of JMESPath expressions with their positions, which the library does not report well. */
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { safeText } from '../../core/text/safe-text.ts';

/** The functions of the library that are needed. */
export interface QueryLibrary {
  readonly compile: (expression: string) => unknown;
  readonly tokenize: (expression: string) => readonly { readonly start: number }[];
  readonly functions: () => readonly string[];
  /** The error of a call with this many arguments, as far as it shows without data. */
  readonly callViolation: (name: string, given: number) => string | undefined;
}

/** What is wrong with an expression and where, on one line; undefined if it is valid. */
export function violationIn(expression: string, library: QueryLibrary): string | undefined {
  const failure = failureOf(expression, library);
  if (failure === undefined) return misuse(library.compile(expression), library);
  if (expression.trim() === '') return t('the expression is empty');
  if (failure.includes('EOF') || failure.startsWith('TypeError'))
    return t('unexpected end after "{end}"', { end: safeText(expression.slice(-20)) });
  const end = failingEnd(expression, failure, library);
  const start = tokenStart(expression, end, library);
  return syntaxError(failure, expression.slice(start, end), start + 1);
}

function failureOf(expression: string, { compile }: QueryLibrary): string | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    return name === 'TypeError' ? `${name}: ${message}` : message;
  }
}

/** The library does not report where it failed: at the end of the shortest beginning that fails with the same error. */
function failingEnd(expression: string, failure: string, library: QueryLibrary): number {
  let end = 1;
  while (end < expression.length && failureOf(expression.slice(0, end), library) !== failure) end += 1;
  return end;
}

function tokenStart(expression: string, end: number, { tokenize }: QueryLibrary): number {
  try {
    return tokenize(expression).findLast(({ start }) => start < end)?.start ?? end - 1;
  } catch {
    return end - 1; // the text has no tokens: the error is about this character
  }
}

/** The library's error about the text `found` at a character of the expression, counted from 1. */
function syntaxError(failure: string, found: string, position: number): string {
  const values = { found: safeText(found), position };
  if (failure.includes('JSON'))
    return t('unclosed string, or invalid JSON between backticks, at character {position}', values);
  if (/unknown character/.test(failure)) return t('unknown character "{found}" at character {position}', values);
  if (/token|expected|invalid/.test(failure)) return t('unexpected "{found}" at character {position}', values);
  const problem = safeText(failure.replace(/^Syntax error[:,]\s*/, '').replace(/\.$/, ''));
  return t('{problem} at character {position}', { ...values, problem });
}

/**
 * Expressions that the library accepts but that are certainly mistakes: `[?a=b]` is a filter that matches everything.
 */
function misuse(tree: unknown, library: QueryLibrary): string | undefined {
  for (const node of nodesOf(tree)) {
    const violation = node.type === 'Function' ? badCall(node, library) : MISPLACED[node.type]?.(node.under);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

const MISPLACED: Readonly<Record<string, (under: string) => string | undefined>> = {
  Binding: (under) => (under === 'LetExpression' ? undefined : t('"=" does not compare; use "=="')),
  ExpressionReference: (under) =>
    under === 'Function' ? undefined : t('"&" is only allowed before a function argument'),
};

function badCall({ name, children }: Node, { functions, callViolation }: QueryLibrary): string | undefined {
  if (functions().includes(name)) return callViolation(name, children);
  const near = suggest(name, functions());
  if (near === undefined) return t('unknown function {function}()', { function: name });
  return t('unknown function {function}(); did you mean {near}()?', { function: name, near });
}

interface Node {
  readonly type: string;
  /** The type of the parent node; empty for the root. */
  readonly under: string;
  readonly name: string;
  /** The number of its children. */
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
