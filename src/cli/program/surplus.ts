import { type Detail, problem } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import { secretOf } from '../../engine/input/fields.ts';
import type { BoundCommand } from '../../operations/registry.ts';

/** The problem of an argument that is one too many. Where the command takes a secret it may be that, and is masked. */
export const surplusArgument = (text: string, bound: BoundCommand | undefined): Detail =>
  bound === undefined || secretOf(bound) === undefined
    ? problem(`"${text}"`, 'unexpected argument {name}')
    : problem(`"${MASK}"`, 'unexpected argument {name}; a secret is read from stdin or a file');
