/** Looks up instances by name. An id is used without a look-up. */
import type { Values } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import { alikafka } from '../core/text/command-line.ts';
import { t } from '../core/text/texts.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import type { BoundCommand } from '../operations/registry.ts';
import { idsNamed, isId } from '../operations/instance/named.ts';
import { getInstanceList } from '../operations/instance/list.ts';
import { nearest, notFoundText } from '../operations/shared/listed.ts';
import type { Client } from '../client/client.ts';

/** The id of the command's instance. Throws Failure as `lookUp` does. */
export const resolveInstance = async (client: Client): Promise<string | undefined> =>
  client.instance === undefined ? undefined : lookUp(client, client.instance, '--instance');

/**
 * The inputs that name an instance by id or by name, as ids; empty if there are none. Throws Failure as `lookUp` does.
 */
export async function idsOf({ operation, command }: BoundCommand, input: Values, client: Client): Promise<Values> {
  const found: Record<string, string> = {};
  for (const [key, { instance, argument }] of Object.entries({ ...operation.params, ...command.inputs })) {
    const given = input[key];
    if (instance === 'id-or-name' && typeof given === 'string')
      found[key] = await lookUp(client, given, `<${argument ?? key}>`);
  }
  return found;
}

/**
 * The id of an instance that is named by its id or its exact name, which was typed for `flag`. Only a name is looked
 * up. Throws Failure: exit 3 if no instance has the name, exit 2 if several have it.
 */
export async function lookUp(client: Client, reference: string, flag: string): Promise<string> {
  if (isId(reference)) return reference;
  return idOf(reference, await client.reader.rows(getInstanceList, {}), client.region, flag);
}

/** The id of the row with this name or id; exit 3 if none has it, exit 2 if several have it. */
export function idOf(reference: string, rows: readonly Row[], region: string, flag: string): string {
  const ids = idsNamed(rows, reference);
  if (ids.length > 1) {
    const matches = { flag, value: reference, count: ids.length, ids: ids.join(', ') };
    throw usage([{ flag, message: t('{flag} "{value}" matches {count} instances: {ids}', matches) }], {
      hint: t('Use the id instead of the name.'),
    });
  }
  const [id] = ids;
  if (id !== undefined) return id;
  const missing = { what: 'instance', name: reference };
  throw new Failure({
    exitCode: EXIT.notFound,
    code: 'NotFound',
    message: notFoundText(missing, { region, instance: undefined }, nearest(missing, rows)),
    next: alikafka`instance list`,
  });
}
