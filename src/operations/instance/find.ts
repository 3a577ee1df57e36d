/** Finds the instances of many inputs with few reads. */
import type { Check, Reader, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { noneIfInstanceGone } from '../shared/codes.ts';
import { chunks } from '../shared/common.ts';
import { getInstanceList } from './list.ts';
import { readEach, regionOf, rowsOfEach } from '../shared/reading.ts';

/** Ids per request. */
const IDS_A_REQUEST = 20;

/**
 * Finds instances by InstanceId, or without one by the OrderId that they were ordered with; an upgrade has its own
 * order in addition to the id. Undefined if none is listed. Throws the reads' own errors.
 */
export const findInstances = finding((ids, region, reader) => {
  const requests = chunks(ids, IDS_A_REQUEST).map((InstanceId) => ({ ...region, InstanceId }));
  return rowsOfEach(getInstanceList, requests, reader);
});

/**
 * Finds instances that may be deleted, for which a read may be refused; one request each, since one deleted id may fail
 * the whole request.
 */
export const findRemaining = finding(async (ids, region, reader) => {
  const read = (id: string) => reader.rows(getInstanceList, { ...region, InstanceId: [id] }).catch(noneIfInstanceGone);
  return (await readEach(ids, read)).flat();
});

function finding(
  read: (ids: readonly string[], region: Values, reader: Reader) => Promise<Row[]>,
): Check<Row | undefined> {
  return async (inputs, reader) => {
    const region = regionOf(inputs);
    const rows = await read(distinct(inputs.map(idOf)), region, reader);
    const byId = new Map(rows.map((row) => [idOf(row), row]));
    const orders = distinct(inputs.map((input) => (idOf(input) === undefined ? orderOf(input) : undefined)));
    const ordered = await readEach(orders, (OrderId) => reader.rows(getInstanceList, { ...region, OrderId }));
    const byOrder = new Map(orders.map((order, i) => [order, ordered[i]?.[0]]));
    return (input) => (idOf(input) === undefined ? byOrder.get(orderOf(input)) : byId.get(idOf(input)));
  };
}

function idOf(of: Values | Row): string | undefined {
  const id = of['InstanceId'] ?? null;
  return id === null ? undefined : String(id);
}

const orderOf = (input: Values): string => String(input['OrderId']);

const distinct = (names: readonly (string | undefined)[]): string[] => [
  ...new Set(names.filter((name) => name !== undefined)),
];
