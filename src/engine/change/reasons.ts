/** Why names of a batch failed: each reason once, with the names that share it. */
import { labelled, listed, noted, t } from '../../core/text/texts.ts';
import { detailLine, type Failure, type FailureParts } from '../../errors/failure.ts';
import { groupsBy } from '../../operations/shared/common.ts';
import { firstNames } from '../change-texts.ts';
import { detailOf, fullName, type Result } from './results.ts';

/** A result that failed, or whose outcome is unknown. */
export type FailedResult = Result & { readonly failure: Failure };

/** One reason of several failures. */
export interface Reason {
  /** The names, the reason, its code and the RequestId of the first. */
  readonly line: string;
  /** The reason alone. */
  readonly text: string;
  /** The number of names. */
  readonly count: number;
  readonly hint: string | undefined;
}

/** Maximum names that are listed for one reason. */
export const MANY = 10;

/** The ids that an error states itself, so that its lines do not repeat them. */
export type Stated = Pick<FailureParts, 'code' | 'requestId'>;

/**
 * The reasons in the order of their first occurrence. Failures whose messages differ only in the name share one.
 */
export function reasonsIn(failed: readonly FailedResult[], stated: Stated): Reason[] {
  const groups = groupsBy(failed, (one) => `${one.failure.code} ${unnamed(one)}`);
  return [...groups.values()].map((group) => reasonOf(group, stated));
}

function reasonOf(group: readonly FailedResult[], stated: Stated): Reason {
  const [first, ...others] = group as readonly [FailedResult, ...FailedResult[]];
  const { hint, message } = first.failure;
  const code = first.failure.code === stated.code ? '' : first.failure.code;
  const requestId = first.failure.requestId === stated.requestId ? undefined : first.failure.requestId;
  if (others.length === 0)
    return { line: detailLine({ ...detailOf(first), code, requestId }), text: message, count: 1, hint };
  const isSame = group.every(({ failure }) => reasonText(failure) === reasonText(first.failure));
  const text = isSame ? reasonText(first.failure) : unnamed(first);
  const ids = listed([code, requestId === undefined ? '' : t('first RequestId {id}', { id: requestId })]);
  const line = labelled(firstNames(group.map(fullName), MANY), ids === '' ? text : noted(text, ids));
  return { line, text, count: group.length, hint };
}

const reasonText = ({ reason, message }: Failure): string => reason ?? message;

/** The reason, with an ellipsis in place of each name of the result. */
function unnamed({ names, failure }: FailedResult): string {
  const own = Object.values(names).filter((name): name is string => typeof name === 'string' && name !== '');
  return own.sort((a, b) => b.length - a.length).reduce((text, name) => withoutName(text, name), reasonText(failure));
}

/** A text without a name that stands in it as a separate word. */
function withoutName(text: string, name: string): string {
  const isPart = (char: string | undefined): boolean => char !== undefined && /[\w.-]/.test(char);
  return text
    .split(name)
    .reduce((before, after) =>
      isPart(before.at(-1)) || isPart(after[0]) ? `${before}${name}${after}` : `${before}…${after}`,
    );
}
