/** The sizes of an order, and the current ones in an instance's record. */
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { type WholeRange, wholeNumber } from '../../core/text/whole-number.ts';

/** Largest value of a parameter that the API declares as Integer. */
const INTEGER = 2 ** 31 - 1;

/** The field of an instance's record with the current value of an order's parameter, and its range. */
interface Size extends Required<WholeRange> {
  readonly field: string;
  /** A newer parameter that may be given instead and takes precedence (docs/sources.md#order-sizes). */
  readonly newer?: string;
}

/** The sizes of an order (UpgradePrePayOrder). An instance without public access has an EipMax of 0. */
export const SIZES = {
  DiskSize: { field: 'DiskSize', min: 1, max: INTEGER },
  EipMax: { field: 'EipMax', min: 0, max: INTEGER },
  IoMax: { field: 'IoMax', min: 1, max: INTEGER, newer: 'IoMaxSpec' },
  TopicQuota: { field: 'TopicNumLimit', min: 1, max: INTEGER, newer: 'PartitionNum' },
} as const satisfies Readonly<Record<string, Size>>;

/** The parameter of a size. */
export type SizeName = keyof typeof SIZES;

/** The parameters of all sizes, in the order of help. */
export const SIZE_NAMES = Object.keys(SIZES) as SizeName[];

/** Text parameters of an order that the record shows. */
const TEXTS = ['SpecType', 'IoMaxSpec'] as const;

/** DeployType without public access: the service ignores an ordered EipMax. */
const VPC_ONLY = 5;

const isVpcOnly = (instance: Row): boolean => wholeNumber(instance['DeployType']) === VPC_ONLY;

/**
 * The current size by the parameter of an order; undefined if the listing has no whole number in range. Only a VPC
 * instance may have no EipMax at all, which is 0: it has no public traffic.
 */
export function sizeOf(instance: Row, param: SizeName): number | undefined {
  const { field, min, max } = SIZES[param];
  const value = instance[field] ?? null;
  return value === null && param === 'EipMax' && isVpcOnly(instance) ? 0 : wholeNumber(value, { min, max });
}

/** The edition or traffic class of an instance; undefined if the listing has no text. */
export function textOf(instance: Row, field: string): string | undefined {
  const value = instance[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/**
 * An ordered size that an instance does not have yet: `DiskSize is 500, ordered 900`; undefined once it has them all. A
 * greater size counts too, since the service sells in steps; an unreadable one does not.
 */
export function missingSize(instance: Row, ordered: Values): string | undefined {
  for (const param of SIZE_NAMES) {
    const wanted = ordered[param];
    if (wanted === undefined || (param === 'EipMax' && isVpcOnly(instance))) continue;
    const present = sizeOf(instance, param);
    if (present === undefined) return t('{size} is unknown, ordered {wanted}', { size: param, wanted: String(wanted) });
    if (Number(wanted) > present)
      return t('{size} is {present}, ordered {wanted}', { size: param, present, wanted: String(wanted) });
  }
  const size = TEXTS.find((one) => ordered[one] !== undefined && !isSame(textOf(instance, one), ordered[one]));
  if (size === undefined) return undefined;
  const [present, wanted] = [textOf(instance, size), String(ordered[size])];
  return present === undefined
    ? t('{size} is unknown, ordered {wanted}', { size, wanted })
    : t('{size} is {present}, ordered {wanted}', { size, present, wanted });
}

/** Whether two editions are the same, in any case. */
export const isSame = (present: string | undefined, wanted: unknown): boolean =>
  present?.toLowerCase() === String(wanted).toLowerCase();
