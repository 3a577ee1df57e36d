import { toJson } from '../../../core/text/json.ts';
import type { FileInput } from '../../../core/command.ts';
import { TARGET_FIELDS } from '../../../core/plan.ts';
import { t } from '../../../core/text/texts.ts';
import type { Detail } from '../../../errors/failure.ts';
import type { Parsed } from './item.ts';
import { saysNothing } from './values.ts';

/** What a record of a listing says it belongs to, each in its own field. */
const OWNERS = ['instance', 'region'] as const;

/** What a record says it belongs to. */
export interface Place {
  /** The file, and where in it: the first record that says so. */
  readonly name: string;
  readonly at: string;
  readonly owner: (typeof OWNERS)[number];
  readonly value: string;
}

/** Where a command works; what is not known (yet) is left out. */
export type Here = { readonly [owner in Place['owner']]?: string | undefined };

/** The instances and regions that the records of a file name, each once. */
export function placesOf({ found }: Parsed, name: string, { ignored }: FileInput): Place[] {
  const first = new Map<string, Place>();
  const owners = OWNERS.filter((owner) => ignored.includes(TARGET_FIELDS[owner]));
  for (const one of found) {
    if (!('value' in one) || typeof one.value === 'string') continue;
    for (const owner of owners) {
      const raw = one.value.get(TARGET_FIELDS[owner]) ?? null;
      if (saysNothing(raw)) continue;
      const value = typeof raw === 'string' ? raw.trim() : toJson(raw);
      const key = `${owner} ${value}`;
      if (!first.has(key)) first.set(key, { name, at: one.at, owner, value });
    }
  }
  return [...first.values()];
}

/** Those that are not where the command works. */
const elsewhere = (places: readonly Place[], here: Here): Place[] =>
  places.filter(({ owner, value }) => here[owner] !== undefined && here[owner] !== value);

const OPTION = { instance: '-i', region: '-r' } as const;

/** Records of another instance or region are not changed in this one. */
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

/** What is said of records that are copied; undefined where they are from here. */
export function copyNote(places: readonly Place[], here: Here): string | undefined {
  const other = elsewhere(places, here);
  if (other.length === 0) return undefined;
  const from = other.map(({ owner, value }) => `${TARGET_FIELDS[owner]} ${value}`).join(', ');
  const files = [...new Set(other.map(({ name }) => name))].join(', ');
  return t('{files}: records of {from} are created in {instance}, {region}', {
    files,
    from,
    instance: here.instance ?? '',
    region: here.region ?? '',
  });
}
