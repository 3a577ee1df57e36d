import type { Setting } from '../../config/setting.ts';
import type { Settings } from '../../config/settings.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok, problemsOf, warn, worstOf } from './check-result.ts';

/** What is in force and where it came from: profile, region, instance. */
export async function settings({ settings: found }: CheckContext): Promise<CheckResult[]> {
  if (found instanceof Failure) return [broken(found)];
  return [profileLine(found), regionLine(found), instanceLine(found)];
}

/** A profile that cannot be used is a matter of the settings, whatever else ends so. */
function broken(failure: Failure): CheckResult {
  const code = failure.code === 'BadConfig' ? EXIT.usage : failure.exitCode;
  return fail('settings', problemsOf(failure), fixOf(failure), worstOf([code]));
}

const says = ({ value, source }: Setting): string => `${value} (${source})`;

function profileLine({ profile, notes }: Settings): CheckResult {
  const seen = profile === undefined ? 'none is used' : says(profile);
  return ok('profile', [seen, ...notes].join('; '));
}

function regionLine({ region, endpoints, warnings }: Settings): CheckResult {
  if (region === undefined) return fail('region', 'none is set', 'alikafka config set region cn-hangzhou', EXIT.usage);
  const seen = [says(region), ...warnings].join('; ');
  if (warnings.length > 0) return warn('region', seen, 'alikafka regions');
  const named = Object.entries(endpoints).flatMap(([product, one]) =>
    one === undefined ? [] : [`${product} at ${says(one)}`],
  );
  return ok('region', [seen, ...named].join('; '));
}

/** Many commands work without one. */
function instanceLine({ instance }: Settings): CheckResult {
  if (instance !== undefined) return ok('instance', says(instance));
  return warn('instance', 'none is set: commands inside one need -i', 'alikafka config set instance <id>');
}
