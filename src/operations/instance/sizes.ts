import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { type WholeRange, wholeNumber } from '../../core/text/whole-number.ts';

/** Largest value of a parameter that the API declares as Integer. */
const INTEGER = 2 ** 31 - 1;

/** Where an instance's record holds the present value of an order's parameter, and what that may be. */
interface Size extends Required<WholeRange> {
  readonly field: string;
  /** A newer parameter that may be given in its place; the newer one counts (docs/sources.md#order-sizes). */
  readonly newer?: string;
}

/** The sizes of an order (UpgradePrePayOrder). An instance without public access has an EipMax of 0. */
export const SIZES = {
  DiskSize: { field: 'DiskSize', min: 1, max: INTEGER },
  EipMax: { field: 'EipMax', min: 0, max: INTEGER },
  IoMax: { field: 'IoMax', min: 1, max: INTEGER, newer: 'IoMaxSpec' },
  TopicQuota: { field: 'TopicNumLimit', min: 1, max: INTEGER, newer: 'PartitionNum' },
} as const satisfies Readonly<Record<string, Size>>;

export type SizeName = keyof typeof SIZES;

export const SIZE_NAMES = Object.keys(SIZES) as SizeName[];

/** Texts of an order that the record repeats. */
const TEXTS = ['SpecType', 'IoMaxSpec'] as const;

/** Without public access (deploy type 5) the service takes no notice of an ordered EipMax. */
const VPC_ONLY = 5;

const isVpcOnly = (instance: Row): boolean => wholeNumber(instance['DeployType']) === VPC_ONLY;

/**
 * A present size by the parameter of an order; undefined where the listing has no whole number in range. Only a VPC
 * instance may have no EipMax at all, which is 0: it has no public traffic.
 */
export function sizeOf(instance: Row, param: SizeName): number | undefined {
  const { field, min, max } = SIZES[param];
  const value = instance[field] ?? null;
  return value === null && param === 'EipMax' && isVpcOnly(instance) ? 0 : wholeNumber(value, { min, max });
}

/** The edition or traffic class of an instance; undefined where the listing has no text. */
export function textOf(instance: Row, field: string): string | undefined {
  const value = instance[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/**
 * An ordered size that an instance does not have yet, in words; undefined once it has them all. More is as good: the
 * service sells in steps. What is listed unreadably is not there yet.
 */
export function missingSize(instance: Row, ordered: Values): string | undefined {
  for (const param of SIZE_NAMES) {
    const wanted = ordered[param];
    if (wanted === undefined || (param === 'EipMax' && isVpcOnly(instance))) continue;
    const present = sizeOf(instance, param);
    if (present === undefined) return `${param} unknown, not ${String(wanted)}`;
    if (Number(wanted) > present) return `${param} ${present} of ${String(wanted)}`;
  }
  const field = TEXTS.find((one) => ordered[one] !== undefined && !isSame(textOf(instance, one), ordered[one]));
  return field === undefined
    ? undefined
    : `${field} ${textOf(instance, field) ?? 'unknown'}, not ${String(ordered[field])}`;
}

/** Editions are compared without case. */
export const isSame = (present: string | undefined, wanted: unknown): boolean =>
  present?.toLowerCase() === String(wanted).toLowerCase();
