/** The checks of profile, region and instance. */
import type { Setting } from '../../config/setting.ts';
import type { Settings } from '../../config/settings.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { clauses, noted, t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok, problemsOf, warn, worstOf } from './check-result.ts';

/** The profile, region and instance that apply, and the source of each. */
export async function settings({ settings: found }: CheckContext): Promise<CheckResult[]> {
  if (found instanceof Failure) return [broken(found)];
  return [profileResult(found), regionResult(found), instanceResult(found)];
}

/** A profile that cannot be read is a configuration error, for any exit code of the failure. */
function broken(failure: Failure): CheckResult {
  const code = failure.code === 'BadConfig' ? EXIT.usage : failure.exitCode;
  return fail('settings', problemsOf(failure), fixOf(failure), worstOf([code]));
}

const withSource = ({ value, source }: Setting): string => noted(value, source);

function profileResult({ profile, notes }: Settings): CheckResult {
  return ok('profile', clauses([profile === undefined ? t('none') : withSource(profile), ...notes]));
}

function regionResult({ region, endpoints, warnings }: Settings): CheckResult {
  if (region === undefined)
    return fail('region', t('no region is set'), alikafka`config set region cn-hangzhou`, EXIT.usage);
  const found = clauses([withSource(region), ...warnings]);
  if (warnings.length > 0) return warn('region', found, alikafka`regions`);
  const named = Object.entries(endpoints).flatMap(([product, one]) =>
    one === undefined ? [] : [t('endpoint of {product}: {endpoint}', { product, endpoint: withSource(one) })],
  );
  return ok('region', clauses([found, ...named]));
}

/** A missing instance is a warning, since many commands work without one. */
function instanceResult({ instance }: Settings): CheckResult {
  if (instance !== undefined) return ok('instance', withSource(instance));
  const detail = t('no default instance is set; commands that use an instance require --instance');
  return warn('instance', detail, alikafka`config set instance <id>`);
}
