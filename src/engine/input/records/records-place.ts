/** Checks the instance and region of records against those of the command. */
import type { Settings } from '../../../config/settings.ts';
import { type Detail, usage } from '../../../errors/failure.ts';
import type { BoundCommand } from '../../../operations/registry.ts';
import type { Place } from './places.ts';
import { isId } from '../../../operations/instance/named.ts';
import type { Client } from '../../../client/client.ts';
import type { Log } from '../../../output/terminal/log.ts';

/** Whether the command copies records of other targets, as all that create do; others change what the records name. */
const copies = ({ command }: BoundCommand): boolean => command.kind === 'change' && command.changeKind === 'created';

/** The problems of records of another region or instance, as far as known before an instance name is looked up. */
export async function elsewhereProblems(
  bound: BoundCommand,
  places: readonly Place[],
  { region, instance }: Settings,
): Promise<Detail[]> {
  if (places.length === 0 || copies(bound)) return [];
  const { placeProblems } = await import('./places.ts');
  const id = instance === undefined || !isId(instance.value) ? undefined : instance.value;
  return placeProblems(places, { region: region?.value, instance: id });
}

/**
 * Logs what is copied, once the instance is known. Throws Failure (exit 2) for a change of records of another instance.
 */
export async function checkPlaces(
  bound: BoundCommand,
  places: readonly Place[],
  { region, instance }: Pick<Client, 'region' | 'instance'>,
  log: Log,
): Promise<void> {
  if (places.length === 0) return;
  const { copyNote, placeProblems } = await import('./places.ts');
  const here = { region, instance };
  if (copies(bound)) {
    const note = copyNote(places, here);
    if (note !== undefined) await log.info(note);
    return;
  }
  const problems = placeProblems(places, here);
  if (problems.length > 0) throw usage(problems);
}
