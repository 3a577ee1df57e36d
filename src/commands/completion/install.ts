/**
 * `completion install` and `completion uninstall`. All files are read and checked before the first is written; a file
 * is changed from its content at that moment.
 */
import { alikafka } from '../../core/text/command-line.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';
import type { View } from '../../core/view.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { EXIT, Failure, problem, usage } from '../../errors/failure.ts';
import type { FileChange } from '../../ports/change-file.ts';
import { countProblems } from '../config/profiles-file.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { rowsOutcome, toolGlobals, uncut } from '../tool-outcome.ts';
import { findBlock, withBlock, withoutBlock } from './block.ts';
import { type Place, type Places, placesOf } from './places.ts';
import { INSTALLED, type InstalledShell, isScript, SHELLS } from './scripts/scripts.ts';
import { choose, currentShell } from './shell.ts';

/** The view of the files, with what was or would be done. */
export const viewOf = (result: 'Result' | 'Planned'): View => ({
  kind: 'list',
  columns: ['Shell', 'Path', result],
  name: 'Path',
  freeText: [],
});

type Verb = 'install' | 'uninstall';

/** `completion install [shell]`. Throws Failure: exit 2 for no shell or a file of another user, exit 1 otherwise. */
export const install = (typed: ParsedToolCommand, io: Io): Promise<Outcome> => changed('install', typed, io);

/** `completion uninstall [shell]`: removes what `install` wrote. Throws like `install`. */
export const uninstall = (typed: ParsedToolCommand, io: Io): Promise<Outcome> => changed('uninstall', typed, io);

/** A file, and its planned change. */
interface Step {
  readonly place: Place;
  readonly result: 'created' | 'changed' | 'unchanged' | 'deleted';
}

async function changed(verb: Verb, typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [word] = typed.operands;
  const named = word === undefined ? undefined : chosenShell(word);
  // A dry run has no result, but the one that the same command would have.
  const result = typed.flags.dryRun === true ? 'Planned' : 'Result';
  const view = viewOf(result);
  const problems = [...(named?.problems ?? []), ...countProblems(typed, [], 1)];
  const globals = await toolGlobals(typed, io, problems, view.columns);
  const shell = named?.shell ?? (await currentShell(io));
  if (shell === undefined) throw unknownShell();
  const places = placesOf(shell, { ...io.context, platform: io.context.probes.machine.platform });
  if (places === undefined) throw noFolder();
  const steps: Step[] = [];
  for (const place of await chosen(verb, places, io)) steps.push(await planned(verb, place, io));
  const isChange = steps.some((step) => step.result !== 'unchanged');
  if (globals.dryRun && isChange) await io.log.info(t('dry run: nothing was changed'));
  for (const step of steps) await applied(verb, step, globals.dryRun, io);
  if (verb === 'install' && !globals.dryRun) await logStart(shell, places, io);
  const rows = steps.map(({ place: { path }, ...step }) => ({ Shell: shell, Path: path, [result]: step.result }));
  return uncut(await rowsOutcome(rows, view, 'CompletionResponse', globals));
}

function chosenShell(word: string): ReturnType<typeof choose<InstalledShell>> {
  const { shell } = choose(word, SHELLS);
  if (shell !== 'powershell') return choose(word, INSTALLED);
  const line = `${alikafka`completion powershell`} | Out-String | Invoke-Expression`;
  const how = problem('<shell>', '{name} must not be powershell; add this line to the file $PROFILE instead: {line}', {
    line,
  });
  return { shell: undefined, problems: [how] };
}

const unknownShell = (): Failure =>
  usage([
    problem('<shell>', '{name} is required, because the current shell is not one of {shells}', {
      shells: INSTALLED.join(', '),
    }),
  ]);

const noFolder = (): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'NotInstalled',
    message: t('cannot install the completion: no home folder'),
    hint: t('Set HOME, or print the script with "{completion}" and load it in the configuration of your shell.', {
      completion: alikafka`completion <shell>`,
    }),
  });

/** The files of a command. Uninstalling reads every file that may have the line. */
async function chosen(verb: Verb, { script, lines }: Places, io: Io): Promise<readonly Place[]> {
  const read = await Promise.all(lines.map(async (place) => ({ place, text: await textOf(place.path, io) })));
  const having = read.filter(({ text }) => text !== undefined && findBlock(text).kind !== 'none');
  const [usual] = [...having, ...read.filter(({ text }) => text !== undefined), ...read];
  const some = verb === 'install' || having.length === 0 ? (usual === undefined ? [] : [usual]) : having;
  const files = some.map(({ place }) => place);
  // The line is removed before the script that it runs, so that a new shell never runs a missing script.
  return verb === 'install' ? [script, ...files] : [...files, script];
}

/** The planned change of a file. Throws Failure if it must not be changed. */
async function planned(verb: Verb, place: Place, io: Io): Promise<Step> {
  const before = await textOf(place.path, io);
  if (before !== undefined) refuseForeign(place.path, io);
  const after = next(verb, place, before);
  return { place, result: resultOf(before, after) };
}

function resultOf(before: string | undefined, after: string | null | undefined): Step['result'] {
  if (after === undefined) return 'unchanged';
  if (after === null) return 'deleted';
  return before === undefined ? 'created' : 'changed';
}

/**
 * The new text of a file, as bytes; null if it is removed, undefined if nothing changes. Throws Failure if it is not a
 * file of this tool.
 */
function next(verb: Verb, place: Place, before: string | undefined): string | null | undefined {
  if (before === undefined && verb === 'uninstall') return undefined;
  const after = place.kind === 'script' ? nextScript(verb, place, before) : nextLines(verb, place, before);
  return after === before ? undefined : after;
}

function nextScript(
  verb: Verb,
  { path, text }: Place & { readonly kind: 'script' },
  before: string | undefined,
): string | null {
  if (before !== undefined && !isScript(before))
    throw notChanged(
      path,
      t('it was written by another program'),
      t('Move the file away, or print the script with "{completion}".', { completion: alikafka`completion <shell>` }),
    );
  return verb === 'install' ? latin1(text) : null;
}

function nextLines(
  verb: Verb,
  { path, line }: Place & { readonly kind: 'line' },
  before: string | undefined,
): string | null {
  if (findBlock(before ?? '').kind === 'torn')
    throw notChanged(
      path,
      t('one of the lines ">>> alikafka completion >>>" and "<<< alikafka completion <<<" is missing or appears twice'),
      t('Remove the lines of the completion from the file with an editor, and run the command again.'),
    );
  return verb === 'install' ? withBlock(before, latin1(line)) : withoutBlock(before ?? '');
}

const notChanged = (path: string, reason: string, hint?: string, cause?: unknown): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'NotInstalled',
    message: t('cannot change {path}: {reason}', { path, reason }),
    ...(hint === undefined ? {} : { hint }),
    cause,
  });

/** Refuses a file of another user; root may change what belongs to the owner of the home folder. */
function refuseForeign(path: string, { context: { files, uid, home } }: Io): void {
  if (uid === undefined) return;
  const accepted = new Set([uid, ...(uid === 0 && home !== undefined ? files.owners(home) : [])]);
  const owner = files.owners(path).find((one) => !accepted.has(one));
  if (owner === undefined) return;
  throw usage([{ message: t('{path} belongs to another user (uid {owner}); nothing was changed', { path, owner }) }]);
}

async function applied(verb: Verb, { place, result }: Step, dryRun: boolean, io: Io): Promise<void> {
  if (result === 'unchanged') return;
  const { path } = place;
  if (!dryRun) {
    const change = (content: Uint8Array | undefined): FileChange => {
      const after = next(verb, place, content === undefined ? undefined : Buffer.from(content).toString('latin1'));
      return after === undefined ? undefined : after === null ? 'removed' : Buffer.from(after, 'latin1');
    };
    await io.context.changeUserFile(path, change).catch((error: unknown) => {
      throw error instanceof Failure ? error : notChanged(path, (error as Error).message, undefined, error);
    });
  }
  await io.log.info(dryRun ? plannedNote(verb, place, result) : noteOf(verb, place, result));
}

/** What a dry run would do to a file. */
function plannedNote(verb: Verb, place: Place, result: Step['result']): string {
  const { path } = place;
  if (result === 'deleted') return t('would remove {path}', { path });
  if (place.kind === 'script') return t('would write the completion script to {path}', { path });
  return verb === 'install'
    ? t('would add a line to {path}: {line}', { path, line: place.line })
    : t('would remove a line from {path}: {line}', { path, line: place.line });
}

function noteOf(verb: Verb, place: Place, result: Step['result']): string {
  const { path } = place;
  if (result === 'deleted') return t('{path} removed', { path });
  if (place.kind === 'script') return t('completion script written to {path}', { path });
  return verb === 'install'
    ? t('line added to {path}: {line}', { path, line: place.line })
    : t('line removed from {path}: {line}', { path, line: place.line });
}

/** Logs how to start the completion. fish finds it at the next Tab. */
async function logStart(shell: InstalledShell, { script, lines }: Places, io: Io): Promise<void> {
  if (lines.length === 0) return io.log.info(t('Completion for {shell} is ready.', { shell }));
  await io.log.info(t('Completion for {shell} takes effect in new shells. To use it in this shell, run:', { shell }));
  const command = `. ${shellWord(script.path)}`;
  await io.log.info(`  ${command}`);
}

/** The bytes of a file as characters; undefined if there is none. Throws Failure if it cannot be read. */
async function textOf(path: string, io: Io): Promise<string | undefined> {
  try {
    const bytes = await io.context.files.readBytes(path);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('latin1');
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw notChanged(path, (error as Error).message, undefined, error);
  }
}

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
