/** The record of an instance in the response of GetInstanceList. */
import { isServing, sizesOf, statusOf, viewStatus } from '../state/lifecycle.ts';
import { isProfessional, usedPartitions } from '../limits/limits.ts';
import type { Body } from '../http/reply.ts';
import type { Deployment, Instance } from '../state/state.ts';

/** The open-source version that instances run. */
const VERSION = '2.2.0';

/** Brokers of an instance. */
const BROKERS = [1, 2, 3];

/**
 * One record of GetInstanceList: today's fields, those of the network only once it is deployed
 * (docs/sources.md#before-deployment).
 */
export function instanceRecord(instance: Instance, now: number): Body {
  const { deployed } = instance;
  const status = statusOf(instance, now);
  return {
    InstanceId: instance.id,
    Name: instance.name,
    ServiceStatus: status,
    ViewInstanceStatusCode: viewStatus(status),
    RegionId: instance.region,
    DeployType: instance.deployType,
    PaidType: 0,
    ...bought(instance, now),
    DiskType: instance.diskType,
    MsgRetain: instance.retain,
    UsedTopicCount: instance.topics.length,
    UsedGroupCount: instance.groups.length,
    UsedPartitionCount: usedPartitions(instance),
    CreateTime: instance.created,
    ExpiredTime: instance.expires,
    UpgradeServiceDetailInfo: { Current2OpenSourceVersion: VERSION },
    AllConfig: deployed === undefined ? '{}' : config(instance, now),
    ...(deployed === undefined ? {} : network(instance, deployed, now)),
    Tags: instance.tags,
    ...instance.fields,
  };
}

function bought(instance: Instance, now: number): Body {
  const { disk, io, eip, topics, spec } = sizesOf(instance, now);
  return {
    SpecType: spec,
    IoMax: io,
    IoMaxSpec: `alikafka.hw.${Math.max(1, Math.floor(io / 10))}xlarge`,
    EipMax: eip,
    DiskSize: disk,
    TopicNumLimit: topics,
  };
}

function config(instance: Instance, now: number): string {
  return JSON.stringify({
    'enable.vpc_sasl_ssl': 'false',
    'enable.acl': String(isProfessional(sizesOf(instance, now))),
    'kafka.log.retention.hours': String(instance.retain),
    'kafka.message.max.bytes': '1048576',
  });
}

/**
 * The network, and the endpoints once the instance runs: 9092 plain and 9094 SASL in the VPC; 9093 TLS on public
 * addresses.
 */
function network(instance: Instance, deployed: Deployment, now: number): Body {
  const { vpc: VpcId, vswitch: VSwitchId, zone: ZoneId } = deployed;
  return { VpcId, VSwitchId, ZoneId, ...(isServing(instance, now) ? accessPoints(instance, deployed, now) : {}) };
}

function accessPoints(instance: Instance, { net }: Deployment, now: number): Body {
  const inside = (port: number) => BROKERS.map((broker) => `192.168.${net}.${10 + broker}:${port}`).join(',');
  const outside = (port: number) => BROKERS.map((broker) => `203.0.113.${(net % 80) * 3 + broker}:${port}`).join(',');
  const name = instance.id.replaceAll('_', '-');
  const domain = (port: number, kind: string) =>
    BROKERS.map((broker) => `${name}-${broker}${kind}.alikafka.aliyuncs.com:${port}`).join(',');
  const acl = isProfessional(sizesOf(instance, now));
  return {
    EndPoint: inside(9092),
    DomainEndpoint: domain(9092, '-vpc'),
    ...(acl ? { SaslEndPoint: inside(9094), SaslDomainEndpoint: domain(9094, '-vpc') } : {}),
    ...(instance.deployType === 4 ? { SslEndPoint: outside(9093), SslDomainEndpoint: domain(9093, '') } : {}),
  };
}
