/** The format `xml`. Elements are written in core/text/xml.ts. */
import { container, element } from '../../core/text/xml.ts';
import { type Json, listOf, type Shape } from '../../core/shape.ts';
import type { Document, Formatter } from '../document.ts';
import { wholeData } from '../pages.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** One XML document in the API's element names: the root, the path, the data. */
export const xml: Formatter = async function* (document) {
  const data = await wholeData(document);
  yield `${DECLARATION}${nested([document.root, ...document.path], data, shapeOf(document), 0)}`;
};

function nested(
  [name = 'Response', ...inner]: readonly string[],
  data: Json,
  shape: Shape | undefined,
  indent: number,
): string {
  if (inner.length === 0) return element(name, data, shape, indent);
  return container(name, nested(inner, data, shape, indent + 1), indent);
}

/** The shape of the data. A list whose items repeat their parent's element gets Item elements if that is the root. */
function shapeOf({ kind, path, shape, element: item }: Document): Shape | undefined {
  if (kind === 'list' && shape === undefined && item !== undefined) return listOf(item, {});
  if (path.length > 0 || typeof shape !== 'object' || shape.kind !== 'list') return shape;
  return { ...shape, item: shape.item ?? 'Item' };
}
