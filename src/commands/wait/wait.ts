/** `wait`: waits until a resource is in a state. The wait itself is in engine/wait. */
import { loadSettings } from '../../config/load-settings.ts';
import { requireCredentials, type Settings } from '../../config/settings.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { runWait, type WaitRequest } from '../../engine/wait/run-wait.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { columnProblems } from '../../output/column-problems.ts';
import { compileQueryFlag } from '../../output/query/query-option.ts';
import { readGlobals } from '../global-options.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { readWait, type WaitArguments } from './arguments.ts';
import { columnsOf } from './print.ts';
import { waitRequest } from './request.ts';

/** `wait <noun> <name> <state>`: reads until the resource is in that state, then prints it. Throws Failure as `runWait` does. */
export async function wait(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const settings = await loadSettings(typed.flags, io.context);
  return runWait(await check(typed, settings, io), settings, io);
}

async function check(typed: ParsedToolCommand, settings: Settings, io: Io): Promise<WaitRequest> {
  const problems: Detail[] = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context, settings.output, problems);
  io.presentation.follow(globals.format);
  const words = readWait(typed, problems);
  io.presentation.use({ ...globals, query: await compileQueryFlag(typed.flags.query, problems) });
  if (globals.raw) problems.push(problem('--raw', '{name} requires a single request, but wait sends several'));
  const known = words === undefined ? undefined : columnsOf(words);
  if (known !== undefined) problems.push(...columnProblems(globals, known, (name) => suggest(name, known)));
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  problems.push(...settingProblems(words, settings));
  if (words === undefined || problems.length > 0) throw usage(problems, { next: alikafka`wait --help` });
  return waitRequest(words, globals);
}

function settingProblems(words: WaitArguments | undefined, { region, instance }: Settings): Detail[] {
  const missing = [
    ...(region === undefined ? ['--region'] : []),
    ...(words !== undefined && usesInstance(words) && instance === undefined ? ['--instance'] : []),
  ];
  return missing.map((flag) => problem(flag, '{name} is required'));
}

/** Topics and groups are in an instance; an instance without a name is that of the settings. */
const usesInstance = ({ noun, name, orderId }: WaitArguments): boolean =>
  noun !== 'instance' || (name === undefined && orderId === undefined);
