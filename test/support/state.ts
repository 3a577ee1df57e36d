/** The emulator's state in tests: the target of samples, and how often a change took effect. */
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { type Instance, newTopic, type State, type Topic } from '../../src/emulator/state/state.ts';
import { NOW } from './effects.ts';
import { runningInstance } from './emulator.ts';

/** The parameters that the settings of the local profile add: most operations send them. */
export const HERE = { InstanceId: SEEDED_INSTANCE, RegionId: LOCAL_REGION } as const;

const HOUR = 3_600_000;

const isGone = ({ gone }: Topic): boolean => gone !== undefined && gone <= NOW + HOUR;

/** The topics with a name one hour later, when everything in progress has ended. */
export const topicsOf = (state: State, name: unknown): Topic[] =>
  runningInstance(state).topics.filter((topic) => topic.name === name && !isGone(topic));

/** Adds topics with twelve partitions to the running instance. */
export const addTopics =
  (...names: string[]) =>
  (state: State): void =>
    void runningInstance(state).topics.push(...names.map((name) => newTopic(name, name, 12, NOW - 1000)));

/** The tags of a topic, by its id on the wire. */
export const topicTags = (state: State, id: unknown): Topic['tags'] =>
  topicsOf(state, String(id).split('_').at(-1))[0]?.tags ?? [];

/** An instance by its id. */
export const instanceOf = (state: State, id: string): Instance | undefined =>
  state.instances.find((one) => one.id === id);

/** How often something was created: how many exist. */
export const count = (list: readonly unknown[]): number => list.length;

/** How often something that existed once was removed, by how many are left. */
export const removed = (left: number): number => (left === 0 ? 1 : left === 1 ? 0 : Number.NaN);

/** How often something was replaced. */
export const replaced = (present: unknown, before: unknown, after: unknown): number =>
  present === after ? 1 : present === before ? 0 : Number.NaN;

/** How often `by` was added to a number. */
export const added = (present: number, before: number, by: number): number =>
  Number.isInteger((present - before) / by) ? (present - before) / by : Number.NaN;

/** How often something was ordered: the seed has three orders. */
export const orders = ({ orders: placed }: State): number => placed.length - 3;
