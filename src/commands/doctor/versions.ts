import { VERSION } from '../../version.ts';
import type { CheckContext } from './check-context.ts';
import { type CheckResult, ok, warn } from './check-result.ts';

/** What package.json asks for. */
export const OLDEST_NODE = '20.18.1';

/** This tool, Node, and the machine. */
export async function versions({ io }: CheckContext): Promise<CheckResult[]> {
  const { node, platform, arch } = io.context.probes.machine;
  return [ok('alikafka', VERSION), nodeLine(node), ok('platform', `${platform} ${arch}`)];
}

function nodeLine(version: string): CheckResult {
  if (!isOlder(version, OLDEST_NODE)) return ok('node', version);
  return warn('node', `${version}, which is older than ${OLDEST_NODE}`, 'nvm install --lts');
}

function isOlder(version: string, than: string): boolean {
  const [mine, theirs] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  const at = (theirs ?? []).findIndex((part, i) => part !== mine?.[i]);
  return at !== -1 && (mine?.[at] ?? 0) < (theirs?.[at] ?? 0);
}
