/**
 * The rows of `config explain` about the target of requests: project file, region, instance, endpoints, network and CA
 * file.
 */
import type { SettingFlags } from '../../config/choices.ts';
import { allOf, type Choice } from '../../config/layers.ts';
import { originOf } from '../../config/settings.ts';
import type { Targets } from '../../config/targets.ts';
import { ALIKAFKA, CMS, type Product } from '../../core/operation.ts';
import { LOCAL } from '../../config/profiles/profiles.ts';
import { profileSource } from '../../config/setting.ts';
import { t } from '../../core/text/texts.ts';
import { chosenLine, defaultedLine, type Line } from './explain-line.ts';

/** The rows, in the order in which they are printed. Endpoints are origins: `https://host:port`. */
export function targetLines(targets: Targets, flags: SettingFlags): Line[] {
  const { region, instance, network, caFile, endpoint, metricsEndpoint } = targets.choices;
  return [
    { setting: 'project-file', value: targets.project?.path ?? null, source: null, lost: [] },
    chosenLine('region', region),
    chosenLine('instance', instance),
    endpointLine('endpoint', ALIKAFKA, endpoint, targets, flags),
    endpointLine('metrics-endpoint', CMS, metricsEndpoint, targets, flags),
    defaultedLine('network', network, 'public'),
    chosenLine('ca-file', caFile),
  ];
}

function endpointLine(setting: string, product: Product, choice: Choice, targets: Targets, flags: SettingFlags): Line {
  if (targets.local) return { setting, value: t('local emulator'), source: profileSource(LOCAL), lost: allOf(choice) };
  const region = targets.region?.value;
  const typed = flags.endpoint;
  const source = typed === undefined ? (choice.chosen?.source ?? regionHost(targets)) : '--endpoint';
  const lost = typed === undefined ? choice.lost : allOf(choice);
  if (region === undefined && typed === undefined && choice.chosen === undefined)
    return { setting, value: null, source: null, lost };
  return { setting, value: originOf(product, targets, typed, region ?? ''), source, lost };
}

const regionHost = ({ region }: Targets): string => t('region {region}', { region: region?.value ?? '' });
