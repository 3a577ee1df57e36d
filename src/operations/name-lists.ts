/** How the names that exist in the service are read, for completion and pick lists. */
import type { ServiceNames } from '../core/params.ts';
import { isId } from './instance/named.ts';

/** A list of names. */
export interface NameList {
  /** The command that lists them; the field that identifies its records is the name (`View.name`). */
  readonly path: string;
  /** The field that a person knows the object by, where its name is an id. */
  readonly describedBy?: string;
  /** Whether that field, as the only one of its value, is accepted in place of the id. */
  readonly standsForId?: (described: string) => boolean;
}

/** The lists, by what they name. */
export const NAME_LISTS: Readonly<Record<ServiceNames, NameList>> = {
  instance: { path: 'instance list', describedBy: 'Name', standsForId: (name) => name !== '' && !isId(name) },
  topic: { path: 'topic list' },
  group: { path: 'group list' },
  'sasl-user': { path: 'sasl list' },
};
