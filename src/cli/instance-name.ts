import { EXIT, Failure, usage } from '../errors/failure.ts';
import { getInstanceList } from '../operations/instance-list.ts';
import type { Session } from './session.ts';

/** Ids begin with the product's name; anything else is an exact instance name and is looked up. */
export const isId = (reference: string): boolean => reference.startsWith('alikafka_');

/** The instance's id. Throws Failure: exit 3 when no instance has the name, exit 2 when two have. */
export async function resolveInstance(session: Session): Promise<string | undefined> {
  const reference = session.instance;
  if (reference === undefined || isId(reference)) return reference;
  const rows = await session.reader.rows(getInstanceList, {});
  const ids = rows.filter((row) => row['Name'] === reference).map((row) => String(row['InstanceId']));
  if (ids.length > 1)
    throw usage(
      [{ flag: '--instance', message: `"${reference}" is the name of ${ids.length} instances: ${ids.join(', ')}` }],
      { hint: 'Give the id.' },
    );
  const [id] = ids;
  if (id !== undefined) return id;
  throw new Failure({
    exitCode: EXIT.notFound,
    code: 'NotFound',
    message: `no instance in region ${session.region} has the name "${reference}"`,
    next: 'alikafka instance list',
  });
}
