/**
 * The checks of parameters before the state is read, by the rules of the records. Checks against the state are in
 * handlers/.
 */
import type { Operation, Values } from '../../core/operation.ts';
import { cutName, type Param, type Violation, type Value } from '../../core/params.ts';
import { type FromWire, fromWire, wireNames } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import { invalid, missing } from './gateway.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/** The service's integers have 32 bits. */
const LARGEST = 2 ** 31 - 1;

/** Reads the parameters of a call, with texts cut as the service does. Throws the Refusal of the first invalid one. */
export function checkedInput(operation: Operation, wire: WireParams): Values {
  const read = fromWire(operation, wire);
  const [absent] = read.missing;
  if (absent !== undefined) throw missing(wireNames(absent, operation.params[absent] as Param)[0] as string);
  const large = Object.entries(read.input).find(([, value]) => typeof value === 'number' && value > LARGEST);
  if (large !== undefined) throw invalid(large[0]);
  const wrong = read.invalid.find((violation) => operation.params[violation.param]?.judgedByHandler !== true);
  if (wrong !== undefined) throw refusalOfValue(wrong);
  const cross = operation.crossFieldRules(read.input).find(({ clientOnly }) => clientOnly !== true);
  if (cross !== undefined) throw crossRefusal(operation, cross);
  return cut(operation, read.input);
}

function refusalOfValue({ param, message, refusal }: FromWire['invalid'][number]): Refusal {
  return refusal === `Invalid${param}` ? invalid(param) : refusalOf(refusal, message(param));
}

/** The codes of rules between parameters are a choice of the emulator (docs/sources.md#error-codes). */
const crossRefusal = ({ crossFieldRefusal = 'BIZ_FIELD_CHECK_INVALID' }: Operation, { param, message }: Violation) =>
  refusalOf(crossFieldRefusal, message(param));

/** Names longer than the service keeps are cut, not refused (docs/sources.md#name-length). */
function cut(operation: Operation, input: Values): Values {
  const entries = Object.entries(input).map(
    ([name, value]) => [name, shortened(operation.params[name], value)] as const,
  );
  return Object.fromEntries(entries);
}

function shortened(param: Param | undefined, value: Value | undefined): Value | undefined {
  return param?.cut !== undefined && typeof value === 'string' ? cutName(value, param.cut) : value;
}
