/** Whether changes of permissions have taken effect. */
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { describeAcls } from './list.ts';
import { noneIfResourceGone } from '../shared/codes.ts';
import { doneIf, judging, listedStatus, placeOf, readEach } from '../shared/reading.ts';

/** Permissions are listed for one user and one topic or group at a time: one read for each that the inputs name. */
const byRule = judging<Row | undefined>(async (inputs, reader) => {
  const place = placeOf(inputs);
  const lists = [...new Map(inputs.map((input) => [listOf(input), input])).values()];
  const rules = await readEach(lists, ({ Username, AclResourceType, AclResourceName }) =>
    reader.rows(describeAcls, { ...place, Username, AclResourceType, AclResourceName }).catch(noneIfResourceGone),
  );
  const known = new Map(lists.map((input, i) => [listOf(input), rules[i] ?? []]));
  return (input) => known.get(listOf(input))?.find((rule) => isSame(rule, input));
});

const listOf = (input: Values): string =>
  JSON.stringify([input['Username'], lower(input['AclResourceType']), input['AclResourceName']]);

function isSame(rule: Row, input: Values): boolean {
  return ['AclResourcePatternType', 'AclOperationType'].every((field) => lower(rule[field]) === lower(input[field]));
}

/** Answers may be in capitals. */
const lower = (word: unknown): string => String(word).toLowerCase();

/** After CreateAcl. */
export const ruleCreated = byRule((rule) => doneIf(rule !== undefined));

/** After DeleteAcl. */
export const ruleDeleted = byRule((rule) => doneIf(rule === undefined));

/** Listed. */
export const ruleListed = byRule(listedStatus);
