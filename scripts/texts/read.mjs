/**
 * Every text for people in the sources: what the program says, where, and what of it cannot be listed. Read from the
 * syntax alone, so that a text counts that no test ever prints.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Functions that take a template for people, with the arguments that are one. */
const TEXT_FUNCTIONS = {
  t: [0],
  plural: [1, 2],
  sentence: [0],
  problem: [1],
  theme: [0],
  nameFlag: [0],
  newResourceName: [0],
  existing: [2],
};

/** Fields of records and tables whose literals are texts, shown through `t` by whoever prints them. */
export const TEXT_FIELDS = new Set([
  'help',
  'summary',
  'reading',
  'description',
  'says',
  'must',
  'requiredText',
  'defaultText',
  'format',
  'meaning',
  'cause',
  'retried',
  'advice',
  'does',
  'fix',
  'one',
  'many',
  'what',
  'change',
  'noPrompt',
  'noun',
  'title',
  'section',
  'brief',
  'label',
  'called',
  'aboutMatching',
  'reconciled',
  'skip',
  'absent',
  'present',
  'prompt',
  'none',
  'progress',
  'impossible',
  'missing',
  'alone',
  'near',
]);

/** Tables of labels by code or word, shown through `t` by whoever prints them. */
const TEXT_TABLES =
  /^(SERVICE_STATUS|VIEW_STATUS|DEPLOY_TYPE|DISK_TYPE|PAID_TYPE|NOUNS|SUB_NOUNS|OPTION_TITLES|CONFIRM_HELP)$/;

/** Fields and functions whose literals only look like texts: commands as they are typed, and messages of bugs. */
const NO_TEXT = new Set([
  'path',
  'types',
  'examples',
  'alias',
  'seeAlso',
  'shownBy',
  'next',
  'redirect',
  'pointsCommand',
  'Error',
  'TypeError',
  'RangeError',
]);

/** Commands of the shell, as they are typed. */
const SHELL = /^(?:aliyun|chmod|mv|nvm|sudo) |^export \S+=/;

/** Rooms whose literals are not for people: messages of the service that the emulator repeats, names, generated files. */
const NOT_READ = [
  /^src\/emulator\/(checks\/|handlers\/|http\/|sts\/|metrics\/|faults\/apply\.)/,
  /^src\/commands\/doctor\/check-names\.ts$/,
  /^src\/core\/text\/command-line\.ts$/,
  /^src\/vendor\//,
];

/** @typedef {{ file: string, line: number, kind: 'text' | 'field' | 'command', text: string }} Listed */
/** @typedef {{ file: string, line: number, why: string, text: string }} Unlisted */

/**
 * @param {string} root the project's folder
 * @param {string} below a folder or file in it
 * @returns {{ listed: Listed[], unlisted: Unlisted[] }}
 */
export function readTexts(root, below = 'src') {
  const found = { listed: [], unlisted: [] };
  for (const file of filesBelow(root, below)) {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    visit(source, source, found);
  }
  return found;
}

const filesBelow = (root, below) =>
  below.endsWith('.ts')
    ? [below]
    : readdirSync(join(root, below), { recursive: true, encoding: 'utf8' })
        .map((file) => join(below, file))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
        .sort();

function visit(node, source, found) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
  const at = { file: source.fileName, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 };
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'alikafka')
    found.listed.push({ ...at, kind: 'command', text: `alikafka ${withPlaces(node.template)}` });
  else if (isText(node)) judge(node, at, found);
  else if (isGlued(node)) found.unlisted.push({ ...at, why: 'glued', text: oneLine(node.getText()) });
  if (isJoined(node)) found.unlisted.push({ ...at, why: 'joined', text: oneLine(node.getText()) });
  ts.forEachChild(node, (child) => visit(child, source, found));
}

function judge(node, at, { listed, unlisted }) {
  const text = ts.isTemplateExpression(node) ? withPlaces(node) : node.text;
  const glued = ts.isTemplateExpression(node);
  const isTemplate = !glued && (isArgument(node) || TEXT_FIELDS.has(fieldOf(node)) || TEXT_TABLES.test(tableOf(node)));
  if (isTemplate && isHollow(text)) unlisted.push({ ...at, why: 'hollow', text: oneLine(text) });
  const silent =
    NO_TEXT.has(fieldOf(node)) || NO_TEXT.has(calledWith(node)) || NOT_READ.some((room) => room.test(at.file));
  if (!glued && isArgument(node)) listed.push({ ...at, kind: 'text', text });
  else if (!glued && (TEXT_FIELDS.has(fieldOf(node)) || TEXT_TABLES.test(tableOf(node))))
    listed.push({ ...at, kind: 'field', text });
  else if (/^alikafka [a-z<]/.test(text)) unlisted.push({ ...at, why: 'command', text: oneLine(text) });
  else if (!silent && readsAsText(text))
    unlisted.push({ ...at, why: glued ? 'glued' : 'unmarked', text: oneLine(text) });
}

/** Layouts, which have no words in any language. */
const LAYOUTS = new Set([
  '{label}: {text}',
  '{text} ({note})',
  '{file} {place}',
  '{name} [{saved}]:',
  '{name} "{rule}": {reason}',
  '> {method} {origin} {about}',
]);

/**
 * Whether a template is not a sentence: places without a word, a place for a part of a sentence, or for what
 * follows "to". ({action} is the name of an operation of the API.)
 */
const isHollow = (text) =>
  (/\{\w+\}.*\{\w+\}/.test(text) && !/[a-z]{2}/i.test(text.replace(/\{\w+\}/g, '')) && !LAYOUTS.has(text)) ||
  /\{(?:what|items?|verb|things?)\}|\bto \{action\}/.test(text);

/** A literal that is a value: not the name of a property, the template of a tag or a list of words that is split. */
const isText = (node) =>
  (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) &&
  !(ts.isPropertyAccessExpression(node.parent) && node.parent.name.text === 'split') &&
  !ts.isTaggedTemplateExpression(node.parent) &&
  !(ts.isPropertyAssignment(node.parent) && node.parent.initializer !== node);

/** Two words in a row, the second of letters alone: what code compares or sends is one word, or has other signs. */
const readsAsText = (text) =>
  /[A-Za-z}]{2,}[,;:.)"]* ["({<]*[a-z}{]{2,}/.test(text.replace(/\$\{[^}]*\}/g, '{}')) &&
  !CODE.test(text) &&
  !SHELL.test(text);

/** Media types, commands of the vendor's tools, and the beginning of an XML document. */
const CODE = /^([a-z-]+\/[a-z]|(aliyun|acs-sso) |<\?xml )/;

/** Texts put together by `+`: no template, whatever is in them. */
const isGlued = (node) =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
  [node.left, node.right].some((side) => ts.isStringLiteralLike(side) && /[a-z]{2,} |\s[a-z]{2,}/.test(side.text));

/** Functions whose result is a text. */
const MAKES_TEXT = /^(?:t|plural|labelled|noted|detailText)$|Text$/;

/** Fields and methods whose value is shown to a person directly. */
const SHOWN_FIELDS = new Set(['message', 'hint', 'about', 'question']);
const SHOWN_BY = /(?:^|\.)log\.(?:info|warn)$|^(?:t|problem|sentence|plural)$/;

/**
 * Texts put together in another way: a template literal with a sign between its values, or `join`, where a text is shown;
 * and `join` of texts anywhere. `listed`, `clauses`, `labelled` and `noted` do this in one place, for a translation too.
 */
function isJoined(node) {
  if (NOT_READ.some((room) => room.test(node.getSourceFile().fileName))) return false;
  if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent))
    return isShown(node) && hasSigns(node);
  if (!isJoin(node)) return false;
  return isShown(node) || elementsOf(node.expression.expression).some(makesText);
}

const isJoin = (node) =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === 'join' &&
  node.arguments.length === 1 &&
  /^'[^\w]*[,;:.] ?'$/.test(node.arguments[0].getText());

/** Whether a value is shown directly: of such a field, or an argument of such a function. */
function isShown(node) {
  let inner = node;
  while (ts.isConditionalExpression(inner.parent) || ts.isParenthesizedExpression(inner.parent)) inner = inner.parent;
  const { parent } = inner;
  if (ts.isPropertyAssignment(parent)) return SHOWN_FIELDS.has(parent.name.getText());
  return ts.isCallExpression(parent) && parent.arguments.includes(inner) && SHOWN_BY.test(parent.expression.getText());
}

/** Between two values, or before or after one, stands punctuation with a blank: `${name}: ${word}`. */
const hasSigns = (node) =>
  [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) => /[,;:.] |\($|^\)/.test(text));

/** The elements of an array, of the constant that it is in, or of a chain of `map` and `filter` on it. */
function elementsOf(node) {
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((one) => (ts.isSpreadElement(one) ? partsOf(one.expression) : partsOf(one)));
  if (ts.isIdentifier(node)) return elementsOf(constantOf(node) ?? ts.factory.createNull());
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const [made] = /^(?:map|flatMap)$/.test(node.expression.name.text) ? node.arguments : [];
  if (made !== undefined && ts.isArrowFunction(made)) return partsOf(made.body);
  return elementsOf(node.expression.expression);
}

/** The values that an expression may have: both sides of a condition. */
function partsOf(node) {
  if (ts.isParenthesizedExpression(node)) return partsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...partsOf(node.whenTrue), ...partsOf(node.whenFalse)];
  return ts.isArrayLiteralExpression(node) ? elementsOf(node) : [node];
}

const makesText = (node) => ts.isCallExpression(node) && MAKES_TEXT.test(node.expression.getText());

/** What a constant of an enclosing block is declared as. */
function constantOf(name) {
  for (let scope = name.parent; scope !== undefined; scope = scope.parent) {
    const statements = ts.isBlock(scope) || ts.isSourceFile(scope) ? scope.statements : [];
    for (const statement of statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find((one) => one.name.getText() === name.text);
      if (found !== undefined) return found.initializer;
    }
  }
  return undefined;
}

/** Whether a literal is a template that is given to a function of texts, straight or as one side of a condition. */
function isArgument(node) {
  let inner = node;
  while (ts.isConditionalExpression(inner.parent) || ts.isParenthesizedExpression(inner.parent)) inner = inner.parent;
  const call = inner.parent;
  if (!ts.isCallExpression(call)) return false;
  const places = TEXT_FUNCTIONS[call.expression.getText()] ?? [];
  return places.includes(call.arguments.indexOf(inner));
}

/** The function or class that a literal is an argument of. */
const calledWith = ({ parent }) =>
  ts.isCallExpression(parent) || ts.isNewExpression(parent) ? parent.expression.getText() : undefined;

/** The field that a literal is the value of, through arrays, conditions and arrow functions. */
function fieldOf(node) {
  let inner = node.parent;
  while (
    ts.isArrayLiteralExpression(inner) ||
    ts.isConditionalExpression(inner) ||
    ts.isParenthesizedExpression(inner) ||
    ts.isArrowFunction(inner)
  )
    inner = inner.parent;
  return ts.isPropertyAssignment(inner) ? inner.name.getText() : undefined;
}

/** The constant whose table has a literal as one of its values; empty for others. */
function tableOf({ parent }) {
  const table = ts.isPropertyAssignment(parent) ? parent.parent.parent : undefined;
  return table !== undefined && ts.isVariableDeclaration(table) ? table.name.getText() : '';
}

/** The template of a literal, each value as a placeholder. */
const withPlaces = (template) =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : template.head.text +
      template.templateSpans
        .map(({ expression, literal }) => `\${${oneLine(expression.getText())}}${literal.text}`)
        .join('');

const oneLine = (text) => text.replace(/\s+/g, ' ');
