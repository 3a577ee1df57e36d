/** The parts of a CommonJS package by name: a late import of the package itself would give its default alone in the built program. */
export { Composer, Document, isMap, isScalar, isSeq, LineCounter, Parser, visit } from 'yaml';
