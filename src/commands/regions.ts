/** `regions`: lists the known regions. */
import { hostNameOf } from '../core/endpoint.ts';
import { ALIKAFKA, CMS } from '../core/operation.ts';
import { plural } from '../core/text/texts.ts';
import type { View } from '../core/view.ts';
import { REGIONS, type Region } from '../core/regions.ts';
import type { Row } from '../core/shape.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { Io } from '../engine/io.ts';
import { countProblems } from './config/profiles-file.ts';
import type { ParsedToolCommand } from './tool-command.ts';
import { toolGlobals, rowsOutcome } from './tool-outcome.ts';

/** The view of the regions. */
export const LIST: View = {
  kind: 'list',
  columns: ['RegionId', 'Name', 'Endpoint', 'VpcEndpoint', 'MetricsEndpoint', 'MetricsVpcEndpoint', 'CurrentlyListed'],
  name: 'RegionId',
  essential: ['Name'],
  freeText: [],
  countText: (count) => plural(count, '{count} region', '{count} regions'),
};

/** `regions`: the known regions. Other regions work too: their endpoints follow the same rule. */
export async function regions(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const shown = await toolGlobals(typed, io, countProblems(typed, []), LIST.columns);
  return rowsOutcome(REGIONS.map(rowOf), LIST, 'RegionsResponse', shown);
}

const rowOf = ({ id, name, today }: Region): Row => ({
  RegionId: id,
  Name: name,
  Endpoint: hostNameOf(ALIKAFKA, id),
  VpcEndpoint: hostNameOf(ALIKAFKA, id, 'vpc'),
  MetricsEndpoint: hostNameOf(CMS, id),
  MetricsVpcEndpoint: hostNameOf(CMS, id, 'vpc'),
  CurrentlyListed: today,
});
