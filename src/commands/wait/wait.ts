import { requireCredentials, type Settings } from '../../config/settings.ts';
import type { WaitStatus } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, usage } from '../../errors/failure.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { dryDocument, recorded } from '../../engine/dry-run.ts';
import { type GlobalOptions, readGlobals } from '../global-options.ts';
import { lookUp, resolveInstance } from '../../engine/instance-name.ts';
import { withoutSecrets } from '../../output/without-secrets.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome } from '../../engine/outcome.ts';
import type { Document } from '../../output/document.ts';
import { loadSettings, logSettings } from '../../config/load-settings.ts';
import { withTarget } from '../../engine/next-command.ts';
import { naming } from '../../engine/not-found.ts';
import { columnProblems } from '../../output/column-problems.ts';
import { compileQueryFlag } from '../../output/query/query-option.ts';
import { listedText } from '../../engine/change/results.ts';
import { openClient, type Client } from '../../client/client.ts';
import { waitFor } from '../../engine/wait/wait.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { spokenState } from '../../operations/shared/states.ts';
import { columnsOf, keyOf, statusDocument } from './print.ts';
import { readWait, type WaitArguments } from './arguments.ts';

/** Reads may go on for so long after the wait's own time, so that the last look comes to its end. */
const GRACE = 5000;

/** A `wait` in which nothing is wrong that can be seen beforehand. */
interface Asked {
  readonly words: WaitArguments;
  readonly globals: GlobalOptions;
}

/** `wait <noun> <name> <state>`: reads until it stands so, and prints how it stands. Throws Failure as `waitFor` does. */
export async function wait(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const settings = await loadSettings(typed.flags, io.context);
  const asked = await check(typed, settings, io);
  await logSettings(settings, io.log);
  const deadline = Math.min(asked.globals.deadline ?? Number.POSITIVE_INFINITY, asked.words.timeout + GRACE);
  const client = openClient(io.context, settings, { ...asked.globals, deadline }, io.log, () => true);
  try {
    const name = await nameOf(asked.words, client);
    if (asked.globals.dryRun) return finished({ document: await dryRun(asked, name, client) });
    const run = { client, settings, options: asked.globals, ...io };
    return await naming(run, inputOf(asked.words, name), async () =>
      finished({ document: await waitDocument(asked, name, client, io) }),
    );
  } finally {
    await client.close();
  }
}

async function check(typed: ParsedToolCommand, settings: Settings, io: Io): Promise<Asked> {
  const problems: Detail[] = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context, settings.output, problems);
  io.presentation.follow(globals.format);
  const words = readWait(typed, problems);
  io.presentation.use({ ...globals, query: await compileQueryFlag(typed.flags.query, problems) });
  if (globals.raw) problems.push({ flag: '--raw', message: 'is for one request, and a wait sends many' });
  if (words !== undefined) problems.push(...columnTroubles(words, globals));
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  problems.push(...settingTroubles(words, settings));
  if (words === undefined || problems.length > 0) throw usage(problems, { next: 'alikafka wait --help' });
  return { words, globals };
}

function columnTroubles(words: WaitArguments, { columns }: GlobalOptions): Detail[] {
  const known = columnsOf(words);
  return columnProblems(columns, known, (name) => suggest(name, known));
}

function settingTroubles(words: WaitArguments | undefined, settings: Settings): Detail[] {
  const missing = [
    ...(settings.region === undefined ? ['--region'] : []),
    ...(words !== undefined && usesInstance(words) && settings.instance === undefined ? ['--instance'] : []),
  ];
  return missing.map((flag) => ({ flag, message: 'is required' }));
}

/** Topics and groups are inside an instance; an instance without a name is the one in force. */
const usesInstance = ({ noun, name, orderId }: WaitArguments): boolean =>
  noun !== 'instance' || (name === undefined && orderId === undefined);

/** What is waited for, an instance by its id: that is looked up where its name was typed. */
async function nameOf({ noun, name, orderId }: WaitArguments, client: Client): Promise<string> {
  if (orderId !== undefined) return orderId;
  if (noun === 'instance' && name !== undefined) client.instance = await lookUp(client, name, '<name>');
  else client.instance = await resolveInstance(client);
  return (noun === 'instance' ? client.instance : name) ?? '';
}

function inputOf(words: WaitArguments, name: string): Values {
  return { [keyOf(words)]: name, ...(words.maxLag === undefined ? {} : { maxLag: words.maxLag }) };
}

async function dryRun({ words }: Asked, name: string, client: Client): Promise<Document> {
  const look = (): Promise<unknown> => words.state.check([inputOf(words, name)], client.reader);
  return dryDocument(await recorded(client, [look]));
}

async function waitDocument(asked: Asked, name: string, client: Client, io: Io): Promise<Document> {
  const { words, globals } = asked;
  const document = statusDocument(words, name, await waited(asked, name, client, io), globals.columns);
  return withoutSecrets(document, io.log);
}

async function waited(
  { words, globals }: Asked,
  name: string,
  { reader, until }: Client,
  { context, log }: Io,
): Promise<WaitStatus | undefined> {
  const { noun, orderId, state, word, timeout } = words;
  const label = orderId === undefined ? name : `order ${orderId}`;
  const item = { name: label, input: inputOf(words, name), next: withTarget(again(words, name), globals.flags) };
  const wanted = {
    check: state.check,
    state: spokenState(word),
    timeout,
    longestPause: state.longestPause,
    mustBeThere: orderId === undefined,
    ...(orderId === undefined ? { noun } : {}),
  };
  const [status] = await waitFor([item], wanted, { reader, context, log, quiet: globals.quiet, until });
  if (status?.listedAs !== undefined) await log.info(`${label}: the service ${listedText(status.listedAs)}`);
  return status;
}

/** The same wait as it is typed. */
function again({ noun, orderId, word, maxLag }: WaitArguments, name: string): string {
  const what = orderId === undefined ? `${shellWord(name)} ${word}` : `${word} --order-id ${shellWord(orderId)}`;
  return `alikafka wait ${noun} ${what}${maxLag === undefined ? '' : ` --max-lag ${maxLag}`}`;
}
