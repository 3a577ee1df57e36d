/** The fields that --columns and --sort may name for this tool's own commands. Only the build reads this. */
import { LIST as REGIONS } from '../../commands/regions.ts';
import { viewOf as installView } from '../../commands/completion/install.ts';
import { VIEW as CURRENT } from '../../commands/config/current.ts';
import { LIST as SETTINGS } from '../../commands/config/explain.ts';
import { KEYS } from '../../commands/config/keys.ts';
import { LIST as PROFILES } from '../../commands/config/list.ts';
import { VIEW as CHECKS } from '../../commands/doctor/doctor.ts';
import { FIELDS as EXPLAINED } from '../../commands/explain/explain.ts';
import { FIELDS as POLICY } from '../../commands/ram/policy.ts';
import { columnsOf } from '../../commands/wait/print.ts';
import type { CommandSpec } from '../../completion/table.ts';
import { dataShape } from '../../core/answer.ts';
import { viewsOf } from '../../core/record.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { STATES } from '../../operations/shared/states.ts';
import { knownColumns } from '../../output/build.ts';

type Columns = Pick<CommandSpec, 'columns' | 'columnsBy'>;

/** The columns of the tool's commands, by their paths. */
export const TOOL_COLUMNS: Readonly<Record<string, Columns>> = {
  regions: { columns: REGIONS.columns },
  doctor: { columns: CHECKS.columns },
  explain: { columns: EXPLAINED },
  'ram policy': { columns: POLICY },
  'config list': { columns: PROFILES.columns },
  'config current': { columns: CURRENT.columns },
  'config explain': { columns: SETTINGS.columns },
  // one key is printed as its value alone
  'config get': { columns: KEYS.columns, columnsBy: { '*': [] } },
  'completion install': { columns: installView('Result').columns },
  'completion uninstall': { columns: installView('Result').columns },
  wait: { columnsBy: waitColumns() },
  api: { columnsBy: answerColumns() },
};

/** By the noun and the state. */
function waitColumns(): Record<string, readonly string[]> {
  const all = Object.entries(STATES).flatMap(([noun, states]) =>
    Object.entries(states).map(([word, state]) => {
      const words = { noun: noun as keyof typeof STATES, name: undefined, orderId: undefined, word, state };
      return [`${noun} ${word}`, columnsOf({ ...words, timeout: 0, maxLag: undefined })] as const;
    }),
  );
  return Object.fromEntries(all);
}

/** By the operation, of those that have a list or an object to show. */
function answerColumns(): Record<string, readonly string[]> {
  const reads = OPERATIONS.filter(({ effect }) => effect === 'read');
  return Object.fromEntries(
    reads.flatMap((operation) => {
      const [view] = viewsOf(operation);
      return view === undefined ? [] : [[operation.action, knownColumns(view, dataShape(operation.answer))] as const];
    }),
  );
}
