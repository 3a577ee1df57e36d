/** What handlers look up in the state: instances, topics, groups and pages, with the refusals of what is missing. */
import { STATUS } from '../../operations/shared/labels.ts';
import { isServing, statusOf } from '../state/lifecycle.ts';
import { productRefusal, type ProductCode } from '../checks/refusal.ts';
import type { Group, Instance, State, Topic } from '../state/state.ts';
import { given } from '../handler.ts';
import type { Behaviour } from '../options.ts';

/**
 * The target of a call. RegionId is optional in two reads (docs/sources.md#topic-pages), which then search all regions.
 */
export interface Where {
  readonly InstanceId?: string;
  readonly RegionId?: string;
}

/**
 * The instance of a call. An unknown id and one of another region are refused like another account's instance, with
 * AUTH_RESOURCE_OWNER_ERROR: clients of the service recognize a missing instance by it in every operation
 * (docs/sources.md#codes-of-a-missing-instance). Instance.NotFound is in the vendor's table, but was never observed.
 */
export function instanceOf(state: State, { InstanceId, RegionId }: Where): Instance {
  const found = state.instances.find(({ id }) => id === given(InstanceId));
  if (found === undefined || (RegionId !== undefined && RegionId !== found.region))
    throw productRefusal('AUTH_RESOURCE_OWNER_ERROR');
  return found;
}

/** The instance of a read in it. Its brokers must run, as they do during an upgrade. */
export function readable(state: State, where: Where, now: number): Instance {
  const instance = instanceOf(state, where);
  if (!isServing(instance, now)) throw productRefusal('BIZ_INSTANCE_STATUS_ERROR');
  return instance;
}

/** The instance of a change in it. It must be running and not being upgraded. */
export function writable(state: State, where: Where, now: number): Instance {
  const instance = instanceOf(state, where);
  if (statusOf(instance, now) !== STATUS.running) throw productRefusal('Instance.StatusNotRunning');
  return instance;
}

/** The topics that are listed at `now`; some may be created or deleted with a delay. */
export function presentTopics(instance: Instance, now: number): readonly Topic[] {
  const isPresent = ({ listed = now, gone = Number.POSITIVE_INFINITY }: Topic): boolean => listed <= now && now < gone;
  return instance.topics.every(isPresent) ? instance.topics : instance.topics.filter(isPresent);
}

/** A topic by name. Throws the refusal of `code` if it does not exist or is being deleted. */
export function topicOf(
  instance: Instance,
  name: string | undefined,
  now: number,
  code: ProductCode = 'Topic.NotFound',
): Topic {
  const found = presentTopics(instance, now).find((topic) => topic.name === given(name));
  if (found === undefined || found.gone !== undefined) throw productRefusal(code);
  return found;
}

/** The topic of a change or deletion; one that is being deleted has its own refusal. */
export function changeableTopic(instance: Instance, name: string | undefined, now: number): Topic {
  const leaving = presentTopics(instance, now).some((topic) => topic.name === name && topic.gone !== undefined);
  if (leaving) throw productRefusal('AsyncTask.DeleteTopic');
  return topicOf(instance, name, now);
}

/** A group by name. Throws the refusal of `code` if it does not exist. */
export function groupOf(instance: Instance, name: string | undefined, code: ProductCode = 'Group.NotFound'): Group {
  const found = instance.groups.find((group) => group.name === given(name));
  if (found === undefined) throw productRefusal(code);
  return found;
}

/** The requested page, with ten entries by default, and the page fields of the response. */
export function askedPage<T>(
  items: readonly T[],
  { CurrentPage = 1, PageSize = 10 }: { readonly CurrentPage?: number; readonly PageSize?: number },
  { pageCap = Number.POSITIVE_INFINITY }: Behaviour,
): { readonly page: T[]; readonly head: Readonly<Record<'CurrentPage' | 'PageSize' | 'Total', number>> } {
  const size = Math.min(PageSize, pageCap);
  return { page: pageOf(items, CurrentPage, size), head: { CurrentPage, PageSize: size, Total: items.length } };
}

/** A page, newest first, of a list that is stored oldest first; pages are numbered from 1. */
export function pageOf<T>(items: readonly T[], page: number, size: number): T[] {
  const end = Math.max(0, items.length - (page - 1) * size);
  return items.slice(Math.max(0, end - size), end).reverse();
}
