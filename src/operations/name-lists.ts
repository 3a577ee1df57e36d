/** How the names that exist in the service are read, for completion and pick lists. */
import type { ServiceNames } from '../core/params.ts';

/** A list of names. */
export interface NameList {
  /** The command that lists them; the field that identifies its records is the name (`View.name`). */
  readonly path: string;
  /** The field that a person knows the object by, where its name is an id. */
  readonly describedBy?: string;
}

/** The lists, by what they name. */
export const NAME_LISTS: Readonly<Record<ServiceNames, NameList>> = {
  instance: { path: 'instance list', describedBy: 'Name' },
  topic: { path: 'topic list' },
  group: { path: 'group list' },
  'sasl-user': { path: 'sasl list' },
};
