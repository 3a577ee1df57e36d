/** The list of all checks, with the order and conditions in which they run. */
import { t } from '../../core/text/texts.ts';
import type { CheckContext } from './check-context.ts';
import { CHECK, serviceCheck } from './check-names.ts';
import { blocked, blocks, type CheckResult, skip } from './check-result.ts';
import { clock } from './clock.ts';
import { dns, tcp } from './connections.ts';
import { credentials } from './credentials.ts';
import { emulator } from './emulator.ts';
import { files } from './files.ts';
import { project } from './project.ts';
import { proxy } from './proxy.ts';
import { readAlikafka, readMetrics } from './reads.ts';
import type { Service } from './route.ts';
import { settings } from './settings.ts';
import { tls } from './tls.ts';
import { vendorFile } from './vendor.ts';
import { versions } from './versions.ts';

/** One check. It returns a result for each thing that it tests, or none if it does not apply. */
export interface Check {
  /** The name of its result if it is skipped. */
  readonly name: string;
  /** Names of the results that must not have failed. */
  readonly needs: readonly string[];
  /** It sends something to another machine, and is skipped in a dry run. */
  readonly sends?: true;
  readonly run: (checks: CheckContext) => Promise<CheckResult[]>;
}

const local = (name: string, run: Check['run'], ...needs: string[]): Check => ({ name, needs, run });
const remote = (name: string, run: Check['run'], ...needs: string[]): Check => ({ name, needs, run, sends: true });

/** Required before anything is sent. */
const TARGET = ['settings', 'region', CHECK.localEmulator];

const routeChecks = (service: Service): Check[] => [
  remote(serviceCheck('dns', service), dns(service), ...TARGET, 'proxy'),
  remote(serviceCheck('tcp', service), tcp(service), serviceCheck('dns', service)),
  remote(serviceCheck('tls', service), tls(service), serviceCheck('tcp', service)),
];

/** All checks, each after those that it needs. */
export const CHECKS: readonly Check[] = [
  local('versions', versions),
  local('files', files),
  local(CHECK.aliyunFile, vendorFile),
  local(CHECK.projectFile, project),
  local('settings', settings, CHECK.configFile, CHECK.projectFile),
  local(CHECK.localEmulator, emulator, 'settings'),
  local('credentials', credentials, 'settings', CHECK.aliyunFile),
  local('proxy', proxy, 'settings', 'region'),
  ...routeChecks('alikafka'),
  ...routeChecks('metrics'),
  ...routeChecks('sts'),
  remote('clock', clock, serviceCheck('tls', 'alikafka')),
  remote(serviceCheck('read', 'alikafka'), readAlikafka, 'credentials', serviceCheck('tls', 'alikafka')),
  remote(serviceCheck('read', 'metrics'), readMetrics, 'credentials', serviceCheck('tls', 'metrics')),
];

/** Runs one check, given the results of the checks before it. */
export async function runCheck(
  { name, needs, sends, run }: Check,
  checks: CheckContext,
  before: readonly CheckResult[],
): Promise<CheckResult[]> {
  const cause = before.find((result) => needs.includes(result.check) && blocks(result));
  if (cause !== undefined) return [blocked(name, cause)];
  if (sends === true && checks.globals.dryRun) return [skip(name, t('skipped (--dry-run sends nothing)'))];
  return run(checks);
}
