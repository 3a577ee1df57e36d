/** The skeleton of a handler of the emulator. */
import { bodyText, fieldsOf } from './answer.ts';
import type { NewOperation } from './record.ts';
import { camel, Imports, MARK } from './source.ts';

/** A handler, and what it imports; `record` is the module of the record, seen from the handlers. */
export function handlerText({ action, facts }: NewOperation, record: string): { text: string; imports: Imports } {
  const imports = new Imports();
  const name = camel(action);
  imports.use(record, `type ${name} as ${action}`);
  imports.use('../handler.ts', 'type Handler');
  const { use, args } = whereText(facts.effect, 'InstanceId' in facts.params, imports);
  const todo =
    facts.effect === 'read'
      ? `// ${MARK}: what ${action} answers, from what the state holds.`
      : `// ${MARK}: what ${action} refuses (productRefusal), and then the change of the state.`;
  const fields = fieldsOf(facts);
  const body = Object.keys(fields).length === 0 ? imports.use('../handler.ts', 'NOTHING') : bodyText(fields);
  return {
    imports,
    text: `
/** ${MARK}: what ${action} does, and where that is known from. */
const ${name}: Handler<typeof ${action}.params> = (${args}) => {
  ${use}
  ${todo}
  return ${body};
};
`,
  };
}

/** The target of an operation: an instance that must exist; for a read, one in service. */
function whereText(effect: string, inInstance: boolean, imports: Imports): { use: string; args: string } {
  if (!inInstance) return { use: '', args: '' };
  if (effect !== 'read')
    return { use: `${imports.use('./find.ts', 'instanceOf')}(state, input);`, args: 'state, input' };
  return { use: `${imports.use('./find.ts', 'readable')}(state, input, now);`, args: 'state, input, { now }' };
}
