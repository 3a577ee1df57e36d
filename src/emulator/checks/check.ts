/** What the product checks in a call's parameters before it looks at anything it holds; all of it from the records. */
import type { Operation, Values } from '../../core/operation.ts';
import { cutName, type Param, type Violation, type Value } from '../../core/params.ts';
import { type FromWire, fromWire, wireNames } from '../../core/request.ts';
import type { WireParams } from '../../core/signature.ts';
import { invalid, missing } from './gateway.ts';
import { type ProductCode, productRefusal, type Refusal, refusalOf } from './refusal.ts';

/** The service's integers have 32 bits. */
const LARGEST = 2 ** 31 - 1;

/** A call's parameters as the operation's input, cut where the service cuts. Throws the Refusal of the first that is wrong. */
export function checkedInput(operation: Operation, wire: WireParams): Values {
  const read = fromWire(operation, wire);
  const [absent] = read.missing;
  if (absent !== undefined) throw missing(wireNames(absent, operation.params[absent] as Param)[0] as string);
  const large = Object.entries(read.input).find(([, value]) => typeof value === 'number' && value > LARGEST);
  if (large !== undefined) throw invalid(large[0]);
  const wrong = read.invalid.find((violation) => !isJudgedByHandler(operation, violation.param));
  if (wrong !== undefined) throw refusalOfValue(wrong);
  const cross = operation
    .crossFieldRules(read.input)
    .map((violation) => crossRefusal(operation, violation))
    .find((refusal) => refusal !== undefined);
  if (cross !== undefined) throw cross;
  return cut(operation, read.input);
}

/** Tags break many rules with a code each, which a record's one code cannot say. */
const JUDGED_BY_HANDLER: Readonly<Record<string, string>> = { TagResources: 'Tag', UntagResources: 'TagKey' };

const isJudgedByHandler = ({ action }: Operation, param: string): boolean => JUDGED_BY_HANDLER[action] === param;

function refusalOfValue({ param, message, refusal }: FromWire['invalid'][number]): Refusal {
  return refusal === `Invalid${param}` ? invalid(param) : refusalOf(refusal, `${param} ${message}`);
}

/**
 * Codes for what holds between parameters (facts 4, errata D12, D13, D39, G5, H12). What StartInstance ignores with a
 * VPC instance (the user and its password) the client refuses, the service does not.
 */
function crossRefusal({ action }: Operation, { param, message }: Violation): Refusal | undefined {
  if (action === 'StartInstance' && param !== 'IsEipInner') return undefined;
  return productRefusal(CROSS[action] ?? 'BIZ_FIELD_CHECK_INVALID', `${param} ${message}`);
}

const CROSS: Readonly<Record<string, ProductCode>> = {
  CreatePrePayOrder: 'BIZ_PARAM_EMPTY',
  ListTagResources: 'BIZ_PARAM_EMPTY',
  UpdateAllowedIp: 'WHITE.PARAM.ERROR',
};

/** Names longer than the service keeps are cut, not refused (errata D20, E2). */
function cut(operation: Operation, input: Values): Values {
  const entries = Object.entries(input).map(
    ([name, value]) => [name, shortened(operation.params[name], value)] as const,
  );
  return Object.fromEntries(entries);
}

function shortened(param: Param | undefined, value: Value | undefined): Value | undefined {
  return param?.cut !== undefined && typeof value === 'string' ? cutName(value, param.cut) : value;
}
