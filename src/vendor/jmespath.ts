/** Evaluates `--query`. */
export {
  compile,
  getRegisteredFunctions,
  registerFunction,
  tokenize,
  TreeInterpreter,
  TYPE_ARRAY_NUMBER,
  TYPE_ARRAY_STRING,
} from '@jmespath-community/jmespath';
export type { JSONValue } from '@jmespath-community/jmespath';
