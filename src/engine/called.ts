import type { ChangeCommand } from '../core/command.ts';
import { t } from '../core/text/texts.ts';

/** What a record that has no word for its things calls them. */
const ANY = { one: 'item', many: 'items' };

/** What the things that a command changes are called, for a sentence about `count` of them: `topic`, `topics`. */
export function calledFor({ confirm: { called = ANY } }: Pick<ChangeCommand, 'confirm'>, count: number): string {
  return t<string>(count === 1 ? called.one : called.many);
}
