/** The check of the versions of this tool and of Node. */
import { t } from '../../core/text/texts.ts';
import { VERSION } from '../../version.ts';
import type { CheckContext } from './check-context.ts';
import { type CheckResult, ok, warn } from './check-result.ts';

/** The oldest supported version of Node, from `engines` in package.json. */
export const OLDEST_NODE = '20.18.1';

/** The versions of this tool, of Node and of the platform. */
export async function versions({ io }: CheckContext): Promise<CheckResult[]> {
  const { node, platform, arch } = io.context.probes.machine;
  return [ok('alikafka', VERSION), nodeResult(node), ok('platform', `${platform} ${arch}`)];
}

function nodeResult(version: string): CheckResult {
  if (!isOlder(version, OLDEST_NODE)) return ok('node', version);
  const detail = t('{version} is not supported; the oldest supported version is {oldest}', {
    version,
    oldest: OLDEST_NODE,
  });
  return warn('node', detail, 'nvm install --lts');
}

function isOlder(version: string, than: string): boolean {
  const [mine, theirs] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  const at = (theirs ?? []).findIndex((part, i) => part !== mine?.[i]);
  return at !== -1 && (mine?.[at] ?? 0) < (theirs?.[at] ?? 0);
}
