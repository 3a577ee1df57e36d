/** The type of a list of names that exist in the service. */
import type { Values } from '../core/operation.ts';
import type { ServiceNames } from '../core/params.ts';
import type { Row } from '../core/shape.ts';

/** A list of names. */
export interface NameList {
  /** The command that lists them. */
  readonly path: string;
  /** The field that is the name; default: the one that identifies the records of the command (`View.name`). */
  readonly name?: string;
  /** Turns a record of the command into those that have the names, if these are inside it. */
  readonly records?: (row: Row, input: Values) => readonly Row[];
  /** The field with the name that users know, if the identifier is an id. */
  readonly describedBy?: string;
  /** Whether that field, as the only one of its value, is accepted in place of the id. */
  readonly standsForId?: (described: string) => boolean;
  /** Fields that a pick list shows next to the name, the most important first. */
  readonly details: readonly string[];
  /** Inputs of the command that needs the names, which narrow the list: by the inputs of the one that lists them. */
  readonly within?: Readonly<Record<string, readonly string[]>>;
  /** Other inputs that `records` depends on. */
  readonly uses?: readonly string[];
  /** Lists that have the names too, read where none of these inputs is given; without it, all names are read then. */
  readonly otherwise?: readonly ServiceNames[];
  /** Names are completed up to this text first. */
  readonly upTo?: string;
  readonly texts: {
    /** The question of a pick list, for one and for several. */
    readonly one: string;
    readonly many: string;
    /** The progress text while the list is read. */
    readonly does: string;
    /** Why the list is empty. */
    readonly none: string;
  };
}
