/**
 * Puts the chunks into which esbuild splits the program into a few CommonJS files. esbuild makes a chunk for each set of
 * late imports (`await import`) that need the same modules: about two hundred, and opening so many files would take longer
 * than reading a large one.
 *
 * In its file a chunk is a function, which runs when it is first needed and returns what the chunk exports. Other chunks
 * take these values as constants. This is right because no chunk needs itself, which is checked here, and no module of
 * the program exports a variable that changes, which is a test (test/structure.test.ts).
 *
 * A file may be read long after the program started, when another version has been installed in its place. Chunks have
 * other numbers there, so a file only gives them to files of the same build.
 */
import { createHash } from 'node:crypto';
import ts from 'typescript';

/**
 * The file of each chunk. `files` has the modules of each file, in an order: a chunk belongs to the first file that needs
 * it at once. Late imports that are in none of the files are in the one that `fileOf` names; those of tool commands come
 * last, so that no other command reads their files. Throws Error if a module is not in the program, or if chunks import
 * each other.
 */
export function placed(outputs, files, fileOf) {
  for (const path of Object.keys(outputs)) refuseCircle(outputs, path);
  const places = new Map();
  const place = (file, path) => {
    for (const chunk of neededBy(outputs, path)) if (!places.has(chunk)) places.set(chunk, file);
  };
  for (const [file, modules] of Object.entries(files))
    for (const module of modules) place(file, chunkOf(outputs, module));
  const entries = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  for (const module of entries.sort((a, b) => isTool(a) - isTool(b) || (a < b ? -1 : 1)))
    place(fileOf(module), chunkOf(outputs, module));
  return places;
}

const isTool = (module) => Number(module.startsWith('src/commands/'));

/** The chunk of a module: of a late import the one that has its exports, else the one with its code. */
function chunkOf(outputs, module) {
  const chunks = Object.entries(outputs);
  const [path] =
    chunks.find(([, { entryPoint }]) => entryPoint === module) ??
    chunks.find(([, { inputs }]) => module in inputs) ??
    [];
  if (path === undefined) throw new Error(`FILES in scripts/bundle.mjs: the program imports no module ${module}`);
  return path;
}

/** The chunks that run before a chunk. */
const importsIn = ({ imports }) =>
  imports.filter(({ kind, external }) => kind === 'import-statement' && !external).map(({ path }) => path);

/** A chunk and all that run before it. */
function neededBy(outputs, path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const one of importsIn(outputs[path])) neededBy(outputs, one, found);
  return found;
}

/** Throws Error if a chunk needs itself: its exports would be asked for while it runs. */
function refuseCircle(outputs, path) {
  if (!importsIn(outputs[path]).some((one) => neededBy(outputs, one).has(path))) return;
  const modules = Object.keys(outputs[path].inputs).join(', ');
  throw new Error(`these modules are needed before they have run, because files import each other: ${modules}`);
}

/**
 * The text of each file, by its name without an extension. `outputFiles` and `metafile` are those of esbuild with
 * `format: 'esm'` and `splitting`, `places` is the file of each chunk, and `first` is the module whose exports its file
 * has.
 */
export function texts({ outputFiles, metafile: { outputs } }, places, first) {
  const chunks = [...places.keys()].sort();
  const idOf = new Map(chunks.map((path, id) => [path, id]));
  const ownOf = (file) => chunks.filter((path) => places.get(path) === file);
  const textOf = (path) => outputFiles.find((one) => one.path.replaceAll('\\', '/').endsWith(`/${path}`)).text;
  const build = createHash('sha256')
    .update(JSON.stringify(chunks.map((path) => [path, places.get(path), textOf(path)])))
    .digest('hex')
    .slice(0, 12);
  /** The expression for what is imported from a file beside a chunk. */
  const from = (file, path) => (name) => {
    const to = `${path.slice(0, path.lastIndexOf('/'))}/${name.slice('./'.length)}`;
    const place = places.get(to);
    if (!name.startsWith('./') || place === undefined) return `require(${JSON.stringify(name)})`;
    return place === file ? `$chunk(${idOf.get(to)})` : `require("./${place}.cjs").chunk(${idOf.get(to)},$build)`;
  };
  return new Map(
    [...new Set(places.values())].map((file) => {
      const own = ownOf(file);
      const table = own.map((path) => `${idOf.get(path)}(){${asFunction(textOf(path), from(file, path))}}`);
      const exported = own.find((path) => outputs[path].entryPoint === first);
      return [file, fileText(build, table, exported === undefined ? undefined : idOf.get(exported))];
    }),
  );
}

const REPLACED = 'another version of alikafka was installed while this command ran; run it again';

// The names begin with a dollar sign, so that no module of the program has a variable of the same name.
const fileText = (build, table, exported) =>
  [
    `"use strict";const $build="${build}",chunks={${table.join(',\n')}},ran={};`,
    'const $chunk=id=>ran[id]??=chunks[id]();',
    `exports.chunk=(id,from)=>{if(from!==$build)throw new Error("${REPLACED}");return $chunk(id)};`,
    exported === undefined ? '' : `Object.assign(exports,$chunk(${exported}));`,
    '\n',
  ].join('');

/** The text of an ES module as the body of a function that returns its exports. `from` makes the import of a name. */
function asFunction(text, from) {
  const source = ts.createSourceFile('chunk.mjs', text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  const edits = [];
  const imported = [];
  const exported = [];
  const replace = (node, by) => edits.push({ start: node.getStart(source), end: node.end, by });
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      imported.push(...importsOf(node, from(node.moduleSpecifier.text)));
      replace(node, '');
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier === undefined) {
      exported.push(...node.exportClause.elements.map(({ name, propertyName }) => pair(name, propertyName)));
      replace(node, '');
    } else if (isLateImport(node)) replace(node, `Promise.resolve().then(()=>${from(node.arguments[0].text)})`);
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  // From the last to the first, so that the positions of the others stay right.
  const body = edits.reduceRight((made, { start, end, by }) => made.slice(0, start) + by + made.slice(end), text);
  return `${imported.join('')}${body.trim()}return{${exported.join()}};`;
}

const isLateImport = (node) => ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;

/** One declaration for each kind of binding of an import; only a call if it has none. */
function importsOf({ importClause }, call) {
  if (importClause === undefined) return [`${call};`];
  const { name, namedBindings } = importClause;
  const whole = [name, namedBindings?.name].flatMap((one) => (one === undefined ? [] : [`const ${one.text}=${call};`]));
  if (namedBindings?.elements === undefined) return whole;
  const parts = namedBindings.elements.map((one) => pair(one.propertyName ?? one.name, one.name));
  return [...whole, `const{${parts.join()}}=${call};`];
}

/** A property of an object with the value of a name: `key`, or `key:value` if they differ. A key may be in quotes. */
function pair(key, value = key) {
  if (ts.isStringLiteral(key)) return `${JSON.stringify(key.text)}:${value.text}`;
  return key.text === value.text ? key.text : `${key.text}:${value.text}`;
}
