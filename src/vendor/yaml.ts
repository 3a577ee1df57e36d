/** Reads and writes YAML. */
export { Composer, Document, isMap, isScalar, isSeq, LineCounter, Parser, visit } from 'yaml';
export type { CST, Node, ParsedNode, Scalar } from 'yaml';
