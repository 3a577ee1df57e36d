/** Building blocks of checks: how results are read for many inputs at once. */
import type { Verification, ListedAs, Check, Operation, Reader, Values } from '../../core/operation.ts';
import type { WaitStatus } from '../../core/command.ts';
import { cutName } from '../../core/params.ts';
import type { Row } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';

/** The maximum of parallel reads for one thing. */
const AT_ONCE = 4;

/** In effect, or not (yet). */
export const doneIf = (holds: boolean): Verification => ({ state: holds ? 'done' : 'open' });

/** Listed, or not yet. */
export const listedStatus = (record: Row | undefined): WaitStatus =>
  record === undefined
    ? { state: 'pending', message: t('not listed yet') }
    : { state: 'reached', message: t('listed'), record };

/** Not listed any more, or still listed in the state that `stateOf` names. */
export const goneStatus = (record: Row | undefined, stateOf: (record: Row) => string): WaitStatus =>
  record === undefined
    ? { state: 'reached', message: t('deleted') }
    : { state: 'pending', message: stateOf(record), record };

/**
 * InstanceId and RegionId of the inputs of one command, if they name them (`api` does): the reads use them too. Empty
 * if the settings name them.
 */
export const placeOf = (inputs: readonly Values[]): Values => given(inputs[0], ['InstanceId', 'RegionId']);

/** The same, for what is in a region and in no instance. */
export const regionOf = (inputs: readonly Values[]): Values => given(inputs[0], ['RegionId']);

function given(input: Values = {}, names: readonly string[]): Values {
  return Object.fromEntries(names.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]));
}

/** A check that judges what another one finds. */
export const judging =
  <F>(find: Check<F>) =>
  <T>(judge: (found: F, input: Values) => T): Check<T> =>
  async (inputs, reader) => {
    const found = await find(inputs, reader);
    return (input) => judge(found(input), input);
  };

/**
 * Finds rows in a list of an instance, which is read once for all inputs. `name` is the field that names a row, and the
 * input that requests it. Throws the read's own error.
 */
export const byName = (list: Operation, name: string) => judging(findNamed(list, name, (asked) => [asked]));

/**
 * The same for objects that may have been created under a name that the service cut: found under the requested name,
 * else under the cut one, which the check then returns.
 */
export const byNameOrCut =
  (list: Operation, name: string) =>
  <T extends ListedAs>(judge: (row: Row | undefined, input: Values) => T): Check<T> =>
    judging(findNamed(list, name, (asked) => [asked, cutName(asked)]))((row, input) =>
      named(judge(row, input), input[name], row?.[name]),
    );

/** The result of a check, with the name under which the object is listed if it differs from the requested one. */
export const named = <T extends ListedAs>(found: T, asked: unknown, listed: unknown): T =>
  listed === undefined || String(listed) === String(asked) ? found : { ...found, listedAs: String(listed) };

/** The row of the first of some names that is listed. */
function findNamed(list: Operation, name: string, names: (asked: string) => readonly string[]): Check<Row | undefined> {
  return async (inputs, reader) => {
    const rows = await reader.rows(list, placeOf(inputs));
    const known = new Map(rows.map((row) => [String(row[name]), row]));
    return (input) =>
      names(String(input[name]))
        .map((one) => known.get(one))
        .find((row) => row !== undefined);
  };
}

/** The rows of several reads of one list, by the input of each. Throws the first read's error and starts no more. */
export async function rowsOfEach(list: Operation, inputs: readonly Values[], reader: Reader): Promise<Row[]> {
  return (await readEach(inputs, (input) => reader.rows(list, input))).flat();
}

/** Reads something for each item, a few at a time; in the order of the items. The first error ends it. */
export async function readEach<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  let failed = false;
  const work = async (): Promise<void> => {
    for (const [i, item] of left) {
      if (failed) return;
      results[i] = await read(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
