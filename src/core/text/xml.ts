/** Writes values as XML elements, for answers of the emulator and for `-o xml`. Nothing here reads XML. */
import type { Json, List, Shape } from '../shape.ts';

/** Characters that need no escape; most values have no others. */
const PLAIN = /^[\x20-\x25\x27-\x3b\x3d\x3f-\x7e]*$/;

/**
 * Markup, and characters that are invisible or control a terminal: control and format characters, lone surrogates,
 * noncharacters.
 */
const SPECIAL = /[&<>\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Characters that XML 1.0 does not allow, not even as a reference. */
const IMPOSSIBLE = /(?![\t\n\r\u007f-\u009f])\p{Cc}|[\p{Cs}\ufffe\uffff]/u;

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The element of the records of a list for which the API has no name. */
const ITEM = 'Item';

/**
 * Characters that a name must not have. Names are a subset of XML's: no colon, nothing above U+FFFF, nothing invisible.
 */
const NOT_IN_NAME =
  /(?=[\p{Cf}\p{Default_Ignorable_Code_Point}])[^]|[^\w.\-\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u3001-\ud7ff]/gu;
const MAY_START = /^[^\d.\-\u00b7\u0300-\u036f]/u;

/**
 * Text with the escapes of XML. Line ends, tabs, format and bidirectional characters become references (`&#x202e;`), so
 * that they are kept and have no effect; characters that XML 1.0 does not allow become a visible escape (`\u001b`).
 */
export function escapeXml(text: string): string {
  return PLAIN.test(text) ? text : text.replace(SPECIAL, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (IMPOSSIBLE.test(character)) return `\\u${code.toString(16).padStart(4, '0')}`;
  return MARKUP[character] ?? (code < 0x20 ? `&#${code};` : `&#x${code.toString(16)};`);
}

/** A valid XML name from any text: other characters become `_`. */
export function elementName(name: string): string {
  const valid = name.replace(NOT_IN_NAME, '_');
  return MAY_START.test(valid) ? valid : `_${valid}`;
}

/**
 * A value as an XML element. A list without a level between (`item` null) repeats the element, as does a list without a
 * shape in an object; an empty one writes nothing. Records of other lists are named by the `item` of their shape, or
 * `Item` without a shape. Lists are accepted in both forms, bare (`[…]`) and as on the wire (`{"TopicVO": […]}`), with
 * the same XML. JSON in a text field is written as text if it is a text (on the wire), and as elements if it was
 * decoded. null is `<X/>`. With `indent`, the depth, each element begins a line with two spaces per level and ends with
 * a line feed; without it there is no white space.
 */
export function element(name: string, value: Json, shape: Shape | undefined, indent?: number): string {
  if (typeof shape === 'object' && shape.kind === 'jsonText')
    return element(name, value, typeof value === 'string' ? 'text' : shape.of, indent);
  const list = listShape(value, shape);
  if (value === null) return leaf(name, null, indent);
  if (list !== undefined) return listElement(name, value, list, indent);
  if (typeof value !== 'object') return leaf(name, String(value), indent);
  return container(name, members(value as { [name: string]: Json }, shape, deeper(indent)), indent);
}

/** An element around XML that is already written; `indent` as for `element`. */
export function container(name: string, inner: string, indent?: number): string {
  if (inner === '') return leaf(name, null, indent);
  const { tag, open } = tagOf(name);
  const close = `</${tag}>`;
  return indent === undefined ? `${open}${inner}${close}` : `${line(open, indent)}${inner}${line(close, indent)}`;
}

function leaf(name: string, text: string | null, indent: number | undefined): string {
  const { tag, open } = tagOf(name);
  return line(text === null ? `${open.slice(0, -1)}/>` : `${open}${escapeXml(text)}</${tag}>`, indent);
}

/** The tag of a name. A name that is not valid in XML, such as a key of a map, is also written as an attribute. */
function tagOf(name: string): { readonly tag: string; readonly open: string } {
  const tag = elementName(name);
  return { tag, open: tag === name ? `<${tag}>` : `<${tag} name="${escapeXml(name).replaceAll('"', '&quot;')}">` };
}

function members(value: { [name: string]: Json }, shape: Shape | undefined, indent: number | undefined): string {
  const fields = typeof shape === 'object' && shape.kind === 'object' ? shape.fields : undefined;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => element(key, inner, own(fields, key) ?? unknownShape(inner), indent))
    .join('');
}

/** The API's own XML repeats the element of a list without a level between. */
const unknownShape = (value: Json): List | undefined => (Array.isArray(value) ? REPEATED : undefined);

const REPEATED: List = { kind: 'list', item: null, of: 'map' };

interface Named {
  readonly item: string | null;
  readonly of: Shape | undefined;
}

function listElement(name: string, value: Json, { item, of }: Named, indent: number | undefined): string {
  const records = recordsOf(value, item);
  if (item === null) return records.map((record) => element(name, record, of, indent)).join('');
  return container(name, records.map((record) => element(item, record, of, deeper(indent))).join(''), indent);
}

function listShape(value: Json, shape: Shape | undefined): List | Named | undefined {
  if (typeof shape === 'object' && shape.kind === 'list') return shape;
  return Array.isArray(value) ? { item: ITEM, of: undefined } : undefined;
}

/** The records of a list in either form; a single record is a list of one. */
function recordsOf(value: Json, item: string | null): Json[] {
  if (Array.isArray(value)) return value;
  if (item === null || value === null || typeof value !== 'object') return [value];
  const inner = own(value, item);
  if (inner === undefined) return Object.keys(value).length === 0 ? [] : [value];
  return Array.isArray(inner) ? inner : inner === null ? [] : [inner];
}

const line = (text: string, indent: number | undefined): string =>
  indent === undefined ? text : `${'  '.repeat(indent)}${text}\n`;
const deeper = (indent: number | undefined): number | undefined => (indent === undefined ? undefined : indent + 1);
const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
