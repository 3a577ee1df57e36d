/** Reads names and records from YAML. */
import type * as yamlParts from '../../../vendor/yaml.ts';
import type { CST, Document, LineCounter, Node, ParsedNode } from '../../../vendor/yaml.ts';
import type { Json } from '../../../core/shape.ts';
import { sentence } from '../../../core/text/texts.ts';
import { itemOf, type Item, lineAt, type Parsed, type FileIssue } from '../../../engine/input/records/item.ts';

type Yaml = typeof yamlParts;

/** Reads a YAML list of names or records, or one record; several documents are joined. Numbers stay as written. */
export async function readYaml(text: string): Promise<Parsed> {
  const yaml = await import('../../../vendor/yaml.ts');
  const lines = new yaml.LineCounter();
  const tokens = [...new yaml.Parser(lines.addNewLine).parse(text)];
  if (isTooDeep(tokens)) return { found: [{ at: undefined, message: sentence('{name} is nested too deeply') }] };
  const documents = [...new yaml.Composer({ prettyErrors: false }).compose(tokens)];
  return { found: documents.flatMap((document) => itemsOf(document, lines, yaml)) };
}

/** No record is nested this deeply; a file with much deeper nesting would overflow the stack. */
const DEEPEST = 50;

function isTooDeep(tokens: readonly CST.Token[]): boolean {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(within);
  }
  return false;
}

function within(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value]).filter((one) => one !== undefined && one !== null);
}

function itemsOf(document: Document.Parsed, lines: LineCounter, yaml: Yaml): (Item | FileIssue)[] {
  const at = (offset: number | undefined): string => lineAt(lines.linePos(offset ?? 0).line);
  const [error] = document.errors;
  if (error !== undefined)
    return [
      { at: at(error.pos[0]), message: sentence('{name} is not valid YAML: {reason}', { reason: error.message }) },
    ];
  const { contents } = document;
  // a document without a source is empty, or a comment
  if (contents === null || (yaml.isScalar(contents) && contents.value === null && (contents.source ?? '') === ''))
    return [];
  if (yaml.isSeq(contents)) return contents.items.map((node) => itemAt(at(node.range[0]), node, yaml));
  if (yaml.isMap(contents)) return [itemAt(at(contents.range[0]), contents, yaml)];
  return [{ at: at(contents.range[0]), message: sentence('{name} must be a list of names or objects') }];
}

function itemAt(at: string, node: ParsedNode, yaml: Yaml): Item | FileIssue {
  try {
    return itemOf(at, valueOf(node, yaml));
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return { at, message: sentence('{name} has an alias (*); aliases are not supported') };
  }
}

class Unread extends Error {}

/** A node as JSON. A number or a word such as `on` stays the text of the file: it may be a name. */
function valueOf(node: Node | null, yaml: Yaml): Json {
  if (node === null) return null;
  if (yaml.isScalar(node)) return scalarOf(node.value, node.source);
  if (yaml.isSeq(node)) return node.items.map((item) => valueOf(item as Node | null, yaml));
  if (yaml.isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [
        String(valueOf(key as Node | null, yaml)),
        valueOf(value as Node | null, yaml),
      ]),
    );
  // an alias of aliases can expand to more than fits into memory
  throw new Unread();
}

const scalarOf = (value: unknown, source: string | undefined): Json =>
  value === null ? null : typeof value === 'string' ? value : (source ?? String(value));
