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
  'called',
  'one',
  'many',
  'what',
  'change',
  'noPrompt',
  'noun',
  'title',
  'label',
]);

/** Tables of labels by code or word, shown through `t` by whoever prints them. */
const TEXT_TABLES = /^(SERVICE_STATUS|VIEW_STATUS|DEPLOY_TYPE|DISK_TYPE|PAID_TYPE|NOUNS|SUB_NOUNS)$/;

/** Fields and functions whose literals only look like texts: commands as they are typed, and messages of bugs. */
const NO_TEXT = new Set([
  'path',
  'types',
  'examples',
  'alias',
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
  ts.forEachChild(node, (child) => visit(child, source, found));
}

function judge(node, at, { listed, unlisted }) {
  const text = ts.isTemplateExpression(node) ? withPlaces(node) : node.text;
  const glued = ts.isTemplateExpression(node);
  const silent =
    NO_TEXT.has(fieldOf(node)) || NO_TEXT.has(calledWith(node)) || NOT_READ.some((room) => room.test(at.file));
  if (!glued && isArgument(node)) listed.push({ ...at, kind: 'text', text });
  else if (!glued && (TEXT_FIELDS.has(fieldOf(node)) || TEXT_TABLES.test(tableOf(node))))
    listed.push({ ...at, kind: 'field', text });
  else if (/^alikafka [a-z<]/.test(text)) unlisted.push({ ...at, why: 'command', text: oneLine(text) });
  else if (!silent && readsAsText(text))
    unlisted.push({ ...at, why: glued ? 'glued' : 'unmarked', text: oneLine(text) });
}

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
