/** Parameters and small functions that several records use. */
import {
  instanceName,
  instanceNameOfService,
  NAME_CUT,
  resourceName,
  resourceNameOfService,
  type Param,
  type ServiceNames,
  type Tag,
  tags,
  text,
  type Violation,
  texts,
} from '../../core/params.ts';
import type { Values } from '../../core/operation.ts';
import { glob } from '../../core/text/glob.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { listed, t } from '../../core/text/texts.ts';
import { type Json, listOf } from '../../core/shape.ts';

/** RegionId, from the effective settings. It also selects the host. */
export const region: Param<string> = text({ from: 'region', required: true, help: 'Region of the instance' });

/** RegionId where the API makes it optional; always sent, since it is known. */
export const regionOptional: Param<string> = text({ from: 'region', help: 'Region of the instance' });

/** InstanceId, from `--instance` and its like. */
export const instanceId: Param<string> = text({
  from: 'instance',
  instance: 'id',
  required: true,
  help: 'Id of the instance',
});

/** InstanceId as the argument of an instance verb. */
export const instanceArgument: Param<string> = text({
  argument: 'id',
  instance: 'id',
  required: true,
  min: 1,
  placeholder: 'id',
  lists: 'instance',
  help: 'Id of the instance; a name is not accepted',
});

/** The same if the exact name is accepted too and looked up: never for commands that remove or deploy something. */
export const instanceByName: Param<string> = {
  ...instanceArgument,
  mistakenFor: ['name'],
  instance: 'id-or-name',
  help: 'Id of the instance, or its exact name',
};

/** The options of other programs for a name that is an argument here. */
const OPTIONS_FOR: Partial<Readonly<Record<ServiceNames, readonly string[]>>> = {
  topic: ['topic', 'topic-name'],
  group: ['group', 'group-name', 'consumer-group'],
  'sasl-user': ['user', 'name'],
};

/** The name of an object that exists: any text but an empty one is sent. */
export const existing = (lists: ServiceNames, argument: string, help: string): Param<string> =>
  text({ argument, mistakenFor: OPTIONS_FOR[lists] ?? [], required: true, min: 1, lists, help });

/** Tags as a filter or as new values. */
export const tagFlag = (options: {
  help: string;
  section?: string;
  required?: boolean;
  maxItems?: number;
  lists?: ServiceNames;
}): Param<Tag[]> => tags({ flag: 'tag', ...options });

/** A pattern of `*` and `?` for names, compared by this tool. */
export const nameFlag = (help: string): Param<string> =>
  text({ section: 'Filters', flag: 'name', placeholder: 'glob', help });

/** The inputs of a command whose many names can be selected by a pattern: those of `param`, or of --name. */
export const namesOrPattern = <K extends string>(key: K, param: Param<string>, name: Param<string>) => ({
  inputs: {
    [key]: { ...param, alternative: 'name', requiredText: 'required unless --name or --from-file is given' },
    name,
  },
  byPattern: { names: key, pattern: 'name' },
});

/** Whether a name matches the pattern of `nameFlag`. */
export const isNamed = (name: Json | undefined, input: Values): boolean =>
  input['name'] === undefined || glob(String(input['name']))(String(name ?? ''));

/** Instance ids as a filter. */
export const idsFlag: Param<string[]> = texts({
  section: 'Filters',
  flag: 'id',
  placeholder: 'id',
  lists: 'instance',
  maxItems: 20,
  help: 'Only this instance',
});

/** The service may cut longer names, and refuses other characters (docs/sources.md#name-length). */
const cutAndChecked = { refusal: 'BIZ_FIELD_CHECK_INVALID', cut: NAME_CUT } as const;

/** Names of new topics and groups. */
export const newResourceName = (help: string, of: ServiceNames): Param<string> =>
  text({
    argument: 'name',
    mistakenFor: OPTIONS_FOR[of] ?? [],
    many: true,
    required: true,
    rules: [resourceName],
    serviceRules: [resourceNameOfService],
    ...cutAndChecked,
    format:
      '3 to 64 letters, digits, ".", "_" and "-"; --no-validate sends other names, and the service may cut long names to 64 characters',
    help,
  });

/** Instance names, checked if one is given. */
export const newInstanceName = (options: {
  argument?: string;
  flag?: string;
  required?: boolean;
  help: string;
}): Param<string> =>
  text({
    ...options,
    rules: [instanceName],
    serviceRules: [instanceNameOfService],
    ...cutAndChecked,
    format:
      '3 to 64 letters, digits, "_" and "-", no "."; --no-validate sends other names, and the service may cut long names to 64 characters',
  });

/** `Tags.TagVO[]`, as instances, topics and groups carry them. */
export const tagsField = listOf('TagVO', { Key: 'text', Value: 'text' });

/** Splits a list into parts of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Items by their keys, in their order. */
export function groupsBy<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** The candidates that are violations. */
export const violationsOf = (...candidates: readonly (Violation | undefined)[]): Violation[] =>
  candidates.filter((violation) => violation !== undefined);

/** Minutes in milliseconds. */
export const minutes = (n: number): number => n * 60_000;

/** The command that shows an instance. */
export const describeInstance = ({ InstanceId }: Values): string => alikafka`instance describe ${InstanceId}`;

/** The first few of many names. */
export function firstOf(names: readonly string[], most = 5): string {
  const more = names.length - most;
  return more > 0 ? t('{names} and {more} more', { names: listed(names.slice(0, most)), more }) : listed(names);
}
