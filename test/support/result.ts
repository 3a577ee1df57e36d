/** The result of a successful change in JSON. */
import { REQUEST_ID } from './effects.ts';

export const result = (names: object, Result: string): object => ({
  ...names,
  Result,
  RequestId: REQUEST_ID,
  Code: 200,
  Message: 'operation success.',
  Success: true,
});
