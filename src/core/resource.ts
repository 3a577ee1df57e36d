/**
 * Resources as typed (`topic/orders`) and as the tag operations name them
 * (`Kafka_<instance>_<name>` with a ResourceType; docs/sources.md#tag-resource-ids).
 */
export type ResourceKind = 'instance' | 'topic' | 'group';

/** A tagged resource. */
export interface Resource {
  readonly kind: ResourceKind;
  /** Name of the topic or group, or the instance's id; undefined: the instance of `-i`. */
  readonly name: string | undefined;
}

/** The ResourceType of the tag operations, by kind. */
export const RESOURCE_TYPE: Readonly<Record<ResourceKind, string>> = {
  instance: 'INSTANCE',
  topic: 'TOPIC',
  group: 'CONSUMERGROUP',
};

/** `instance`, `instance/<id>`, `topic/<name>`, `group/<name>`; undefined for anything else. */
export function parseResource(text: string): Resource | undefined {
  if (text === 'instance') return { kind: 'instance', name: undefined };
  const match = /^(instance|topic|group)\/(.+)$/s.exec(text);
  return match === null ? undefined : { kind: match[1] as ResourceKind, name: match[2] };
}

/** The id on the wire. `instance` is needed for all but a named instance. */
export function resourceId(resource: Resource, instance: string): string {
  return resource.kind === 'instance' ? (resource.name ?? instance) : `Kafka_${instance}_${resource.name ?? ''}`;
}
