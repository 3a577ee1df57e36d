/** The plan of `instance upgrade`: the order, and the refusals before it. */
import type { Plan, Refused, Scope } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { Violation } from '../../core/params.ts';
import type { Row } from '../../core/shape.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import type { WireParams } from '../../core/signature.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { describeInstance } from '../shared/common.ts';
import { absent, findInstance, unusableInstance } from './list.ts';
import { isSame, SIZE_NAMES, type SizeName, SIZES, sizeOf, textOf } from './sizes.ts';
import { unreadable } from '../shared/refusals.ts';
import { PAID_TYPE } from '../shared/labels.ts';

/** PaidType of a subscription, the only kind that UpgradePrePayOrder upgrades by these sizes. */
const SUBSCRIPTION = 0;

/**
 * The order of `instance upgrade`: the typed sizes, and the current ones for the rest, which are read first. Nothing is
 * ordered if the list lacks a value that is sent or compared.
 */
export async function upgradePlan(input: Values, scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const id = String(input['InstanceId']);
  const row = await findInstance(id, reader);
  if (row === undefined) return absent(id);
  const kept = SIZE_NAMES.filter((name) => input[name] === undefined && !isReplaced(name, row, scope.params));
  const refused = notSubscribed(id, row) ?? notReadable(input, row, kept);
  if (refused !== undefined) return refused;
  const problems = [...lowered(input, row), ...downgraded(input, row)];
  if (problems.length > 0) return { refused: 'usage', problems };
  if (!changes(input, row) && Object.keys(scope.params).length === 0)
    return {
      steps: [{ names: { InstanceId: id }, known: 'unchanged', message: t('the instance already has these sizes') }],
    };
  const present = Object.fromEntries(kept.map((name) => [name, sizeOf(row, name)]));
  const typed = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const step = { input: { ...present, ...typed }, names: [{ InstanceId: id }], expects: scope.params };
  return { steps: [{ ...step, before: presentValues(row) }] };
}

/** The current values of an instance, by the parameters of an order. */
function presentValues(row: Row): Values {
  const sizes = SIZE_NAMES.map((name) => [name, sizeOf(row, name)] as const);
  const texts = ['SpecType', 'IoMaxSpec'].map((name) => [name, textOf(row, name)] as const);
  return Object.fromEntries<Values[string]>([...sizes, ...texts].filter(([, value]) => value !== undefined));
}

/** Whether the current value is left out because a wire parameter of --param replaces or contradicts it. */
function isReplaced(name: SizeName, row: Row, params: WireParams): boolean {
  if (name === 'EipMax' && params['EipModel'] !== undefined) {
    // Switched on, public access needs an EipMax above 0; switched off, it must be 0 (today's reference).
    const isOn = params['EipModel'].toLowerCase() === 'true';
    const present = sizeOf(row, 'EipMax');
    return present !== undefined && isOn !== present > 0;
  }
  const size = SIZES[name];
  return 'newer' in size && params[size.newer] !== undefined;
}

/** The refusal if a field that is sent or compared cannot be read. */
function notReadable(input: Values, row: Row, kept: readonly SizeName[]): Refused | undefined {
  const needed = SIZE_NAMES.filter((name) => kept.includes(name) || input[name] !== undefined);
  const fields = [
    ...needed.filter((name) => sizeOf(row, name) === undefined).map((name) => SIZES[name].field),
    ...(input['SpecType'] !== undefined && textOf(row, 'SpecType') === undefined ? ['SpecType'] : []),
    ...(paidTypeOf(row) === undefined ? ['PaidType'] : []),
  ];
  if (fields.length === 0) return undefined;
  return unreadable(unusableInstance(String(input['InstanceId'])), row, fields, describeInstance(input));
}

/** The billing method; undefined if it is unreadable or unknown. */
function paidTypeOf(row: Row): number | undefined {
  const type = wholeNumber(row['PaidType']);
  return type !== undefined && PAID_TYPE[String(type)] !== undefined ? type : undefined;
}

/** The refusal for other billing methods, which have separate operations (metadata). */
function notSubscribed(id: string, row: Row): Refused | undefined {
  const type = paidTypeOf(row);
  if (type === SUBSCRIPTION || type === undefined) return undefined;
  return {
    refused: 'state',
    problems: [{ param: 'InstanceId', message: otherOrder(id, type) }],
    next: describeInstance({ InstanceId: id }),
  };
}

function otherOrder(id: string, type: number): Sentence {
  const values = { id, paid: (PAID_TYPE[String(type)] ?? '').toLowerCase(), type };
  return isPostPaid(type)
    ? sentence('instance {id} is {paid} (PaidType {type}), which only "{command}" can upgrade; nothing was sent', {
        ...values,
        command: alikafka`api UpgradePostPayOrder`,
      })
    : sentence(
        'instance {id} is {paid} (PaidType {type}), which only "{command}" with a ConfluentConfig can upgrade; nothing was sent',
        { ...values, command: alikafka`api UpgradePrePayOrder` },
      );
}

/** Pay-as-you-go and serverless. */
const isPostPaid = (type: number): boolean => type === 1 || type === 3;

function lowered(input: Values, row: Row): Violation[] {
  return SIZE_NAMES.filter((name) => Number(input[name]) < (sizeOf(row, name) ?? 0)).map((param) => ({
    param,
    message: sentence('{name} cannot be lowered from {present} to {wanted}', {
      present: String(sizeOf(row, param)),
      wanted: String(input[param]),
    }),
  }));
}

/** The edition can be changed from normal to another one, never back. */
function downgraded(input: Values, row: Row): Violation[] {
  const [present, wanted] = [textOf(row, 'SpecType'), input['SpecType']];
  return wanted !== undefined && isSame('normal', wanted) && !isSame(present, 'normal')
    ? [
        {
          param: 'SpecType',
          message: sentence('{name} cannot be changed back to normal: the instance is {present}', {
            present: String(present),
          }),
        },
      ]
    : [];
}

/** Whether any typed value differs from the current one. */
function changes(input: Values, row: Row): boolean {
  const isNew = (name: SizeName): boolean => input[name] !== undefined && Number(input[name]) !== sizeOf(row, name);
  const edition = input['SpecType'];
  return SIZE_NAMES.some(isNew) || (edition !== undefined && !isSame(textOf(row, 'SpecType'), edition));
}
