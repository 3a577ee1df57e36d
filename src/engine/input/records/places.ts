/** The instances and regions that records name: notes and refusals about records of another target. */
import { toJson } from '../../../core/text/json.ts';
import type { FileInput } from '../../../core/command.ts';
import { TARGET_FIELDS } from '../../../core/plan.ts';
import { t } from '../../../core/text/texts.ts';
import type { Detail } from '../../../errors/failure.ts';
import type { Parsed } from './item.ts';
import { isBlank } from './values.ts';

/** The owners of a record, each in a separate field. */
const OWNERS = ['instance', 'region'] as const;

/** An instance or region that a record names. */
export interface Place {
  /** The file, and the place of the first such record in it. */
  readonly name: string;
  readonly at: string;
  readonly owner: (typeof OWNERS)[number];
  readonly value: string;
}

/** The instance and region of the command, if known. */
export type Here = { readonly [owner in Place['owner']]?: string | undefined };

/** The instances and regions that the records of a file name, without duplicates. */
export function placesOf({ found }: Parsed, name: string, { ignored }: FileInput): Place[] {
  const first = new Map<string, Place>();
  const owners = OWNERS.filter((owner) => ignored.includes(TARGET_FIELDS[owner]));
  for (const one of found) {
    if (!('value' in one) || typeof one.value === 'string') continue;
    for (const owner of owners) {
      const raw = one.value.get(TARGET_FIELDS[owner]) ?? null;
      if (isBlank(raw)) continue;
      const value = typeof raw === 'string' ? raw.trim() : toJson(raw);
      const key = `${owner} ${value}`;
      if (!first.has(key)) first.set(key, { name, at: one.at, owner, value });
    }
  }
  return [...first.values()];
}

/** The places that are not the command's own. */
const elsewhere = (places: readonly Place[], here: Here): Place[] =>
  places.filter(({ owner, value }) => here[owner] !== undefined && here[owner] !== value);

const OPTION = { instance: '-i', region: '-r' } as const;

/** The refusal of records of another instance or region. */
export function placeProblems(places: readonly Place[], here: Here): Detail[] {
  return elsewhere(places, here).map(({ name, at, owner, value }) => ({
    name,
    message: t('{name} {at}: {field} is {value}, but this command works in {here}; use {option} to choose another', {
      name,
      at,
      field: TARGET_FIELDS[owner],
      value,
      here: here[owner] ?? '',
      option: OPTION[owner],
    }),
  }));
}

/** The note about records that are copied from elsewhere; undefined if there are none. */
export function copyNote(places: readonly Place[], here: Here): string | undefined {
  const other = elsewhere(places, here);
  if (other.length === 0) return undefined;
  const from = other.map(({ owner, value }) => `${TARGET_FIELDS[owner]} ${value}`).join(', ');
  const files = [...new Set(other.map(({ name }) => name))].join(', ');
  return t('{files}: records from {from} will be created in {instance}, {region}', {
    files,
    from,
    instance: here.instance ?? '',
    region: here.region ?? '',
  });
}
