/** Labels for the codes of instances, as tables show them. */
import { t } from '../../core/text/texts.ts';
import type { Json } from '../../core/shape.ts';

/** ServiceStatus of an instance (docs/sources.md#life-cycle). */
export const STATUS = {
  toDeploy: 0,
  deploying: 1,
  initializing: 2,
  starting: 3,
  running: 5,
  migrating: 6,
  readyToUpgrade: 7,
  upgrading: 8,
  readyToChange: 9,
  released: 10,
  changing: 11,
  expired: 15,
  scaling: 30,
} as const;

/** The labels of ServiceStatus, the status of an instance. */
export const SERVICE_STATUS: Readonly<Record<string, string>> = {
  [STATUS.toDeploy]: 'To be deployed',
  [STATUS.deploying]: 'Deploying',
  [STATUS.initializing]: 'Initializing',
  [STATUS.starting]: 'Starting',
  [STATUS.running]: 'Running',
  [STATUS.migrating]: 'Migrating',
  [STATUS.readyToUpgrade]: 'Ready to upgrade',
  [STATUS.upgrading]: 'Upgrading',
  [STATUS.readyToChange]: 'Ready to change',
  [STATUS.released]: 'Released',
  [STATUS.changing]: 'Changing',
  [STATUS.expired]: 'Expired',
  [STATUS.scaling]: 'Scaling',
};

/** ViewInstanceStatusCode, the newer codes of the console. */
export const VIEW_STATUS: Readonly<Record<string, string>> = {
  0: 'Pending',
  1: 'Deploying',
  2: 'In service',
  3: 'Stopped',
  4: 'Expiring',
  5: 'Expired',
  6: 'Released',
  7: 'Upgrading',
  8: 'Migrating',
  21: 'Stopping',
  22: 'Starting',
  23: 'Releasing',
  30: 'Auto scaling',
  101: 'Deployment failed',
  102: 'Upgrade failed',
  103: 'Migration failed',
};

/** The labels of DeployType, the networks of an instance. */
export const DEPLOY_TYPE: Readonly<Record<string, string>> = { 4: 'Internet and VPC', 5: 'VPC' };
/** The labels of DiskType. */
export const DISK_TYPE: Readonly<Record<string, string>> = { 0: 'Ultra disk', 1: 'SSD' };
/** The labels of PaidType, the billing method. */
export const PAID_TYPE: Readonly<Record<string, string>> = {
  0: 'Subscription',
  1: 'Pay as you go',
  3: 'Serverless',
  4: 'Confluent',
};

/** Turns a code into its label: `Running`; a code without one into `status 12` or `type 12`, by `what`. */
export const labelFrom =
  (labels: Readonly<Record<string, string>>, what: 'status' | 'type') =>
  (code: Json): string =>
    labelOf(labels, code) ??
    (what === 'status' ? t('status {code}', { code: String(code) }) : t('type {code}', { code: String(code) }));

/** The label of a code; undefined if it has none. */
export function labelOf(labels: Readonly<Record<string, string>>, code: unknown): string | undefined {
  const label = Object.hasOwn(labels, String(code)) ? labels[String(code)] : undefined;
  return label === undefined ? undefined : t<string>(label);
}
