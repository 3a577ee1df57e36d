/** Whether changes of allow lists have taken effect. */
import { allowedAddresses } from './list.ts';
import { doneIf, judging, placeOf } from '../shared/reading.ts';

/** The addresses in the list and port range of an input. */
const byList = judging((inputs, reader) => allowedAddresses(placeOf(inputs), reader));

/** After UpdateAllowedIp: all addresses of the request are in their list, or none is in it any more. */
export const addressesChanged = byList((allowed, input) => {
  const asked = String(input['AllowedListIp']).split(',');
  return doneIf(asked.every((address) => allowed.has(address) === (input['UpdateType'] !== 'delete')));
});
