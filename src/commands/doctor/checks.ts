import { clock } from './clock.ts';
import { dns, tcp } from './connections.ts';
import { credentials } from './credentials.ts';
import { emulator } from './emulator.ts';
import type { CheckContext } from './check-context.ts';
import { files } from './files.ts';
import { blocked, type CheckResult, skip, stops } from './check-result.ts';
import { project } from './project.ts';
import { proxy } from './proxy.ts';
import { readAlikafka, readMetrics } from './reads.ts';
import type { Service } from './route.ts';
import { settings } from './settings.ts';
import { tls } from './tls.ts';
import { vendorFile } from './vendor.ts';
import { versions } from './versions.ts';

/** One thing to look at. */
export interface Check {
  /** What its line is called where it is skipped. */
  readonly name: string;
  /** Lines without which there is nothing to look at. */
  readonly needs: readonly string[];
  /** It leaves this machine: not in a dry run. */
  readonly sends?: true;
  readonly run: (checks: CheckContext) => Promise<CheckResult[]>;
}

const local = (name: string, look: Check['run'], ...needs: string[]): Check => ({ name, needs, run: look });
const remote = (name: string, look: Check['run'], ...needs: string[]): Check => ({
  name,
  needs,
  run: look,
  sends: true,
});

const SETTLED = ['settings', 'region', 'local emulator'];

const wayTo = (service: Service): Check[] => [
  remote(`dns ${service}`, dns(service), ...SETTLED, 'proxy'),
  remote(`tcp ${service}`, tcp(service), `dns ${service}`),
  remote(`tls ${service}`, tls(service), `tcp ${service}`),
];

/** Everything that is looked at, in the order in which one thing needs another. */
export const CHECKS: readonly Check[] = [
  local('versions', versions),
  local('files', files),
  local('aliyun file', vendorFile),
  local('project file', project),
  local('settings', settings, 'config file', 'project file'),
  local('local emulator', emulator, 'settings'),
  local('credentials', credentials, 'settings', 'aliyun file'),
  local('proxy', proxy, 'settings', 'region'),
  ...wayTo('alikafka'),
  ...wayTo('metrics'),
  ...wayTo('sts'),
  remote('clock', clock, 'tls alikafka'),
  remote('read alikafka', readAlikafka, 'credentials', 'tls alikafka'),
  remote('read metrics', readMetrics, 'credentials', 'tls metrics'),
];

/** The lines of one check, after those of the checks before it. */
export async function runCheck(
  { name, needs, sends, run: look }: Check,
  checks: CheckContext,
  before: readonly CheckResult[],
): Promise<CheckResult[]> {
  const cause = before.find((line) => needs.includes(line.check) && stops(line));
  if (cause !== undefined) return [blocked(name, cause)];
  if (sends === true && checks.globals.dryRun) return [skip(name, 'nothing is sent (--dry-run)')];
  return look(checks);
}
