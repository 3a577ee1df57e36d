import type { Plan, Step } from '../core/operation.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import type { Run } from './command-run.ts';
import { stepsOf } from './read.ts';
import { nameOf } from './results.ts';
import { targetOf } from './target.ts';

/** What is needed to ask: less than a command's whole run, since `api` asks too. */
type Asking = Pick<Run, 'bound' | 'input' | 'globals' | 'settings' | 'session' | 'context' | 'talk'>;

/** Asks before a change where the contract says so. Throws Failure: 130 when declined, 2 when nobody can be asked. */
export async function confirmChange(run: Run, plan: Plan): Promise<void> {
  const steps = stepsOf(plan);
  const { command } = run.bound;
  if (steps.length === 0) return;
  if (command.typedConfirmation === true) {
    return confirmTyped(
      run,
      steps.flatMap(({ names }) => names.map(nameOf)),
    );
  }
  if (!asks(run) || run.globals.yes) return announce(run);
  await showOrder(run, plan);
  const what = command.question?.(plan) ?? `${verbFirst(command.path)} ${named(steps)}`;
  await askYes(run, `About to ${what}, on ${targetOf(run)}.`);
}

function asks({ bound: { command, operation } }: Run): boolean {
  const effect = command.effect ?? operation.effect;
  return command.asks === true || effect === 'destroy' || effect === 'order';
}

/** Every change on a terminal says where it goes; on the emulator always. */
export async function announce(run: Asking): Promise<void> {
  if (run.context.stderr.isTTY || run.settings.local) await run.talk.note(targetOf(run));
}

async function showOrder(run: Run, plan: Plan): Promise<void> {
  for (const line of run.bound.command.shows?.(plan) ?? []) await run.talk.line(`  ${line}`);
}

/** A yes-or-no question; also asked by `api`. */
export async function askYes(run: Pick<Run, 'context' | 'globals' | 'talk'>, question: string): Promise<void> {
  if (!run.context.stdin.isTTY || !run.globals.mayAsk) {
    throw usage([{ flag: '--yes', message: 'is needed here: this would be asked, and there is nobody to ask' }], {
      hint: question,
    });
  }
  await run.talk.line(question);
  if (!(await run.context.prompts.confirm('Go on?'))) throw declined();
}

/** The ids are typed again, or given one by one with --confirm; --yes is not enough. */
export async function confirmTyped(run: Asking, ids: readonly string[]): Promise<void> {
  const given = (run.input['confirm'] as string[] | undefined) ?? [];
  const stray = given.filter((id) => !ids.includes(id));
  if (stray.length > 0)
    throw usage(stray.map((id) => ({ flag: '--confirm', message: `names ${id}, which is not to be deleted here` })));
  const open = ids.filter((id) => !given.includes(id));
  if (open.length === 0) return announce(run);
  if (!run.context.stdin.isTTY || !run.globals.mayAsk) {
    throw usage(
      open.map((id) => ({
        flag: '--confirm',
        message: `${id} is needed: a deletion for good is confirmed id by id, and --yes does not replace it`,
      })),
    );
  }
  for (const id of open) {
    await run.talk.line(`About to ${verbFirst(run.bound.command.path)} ${id} for good, on ${targetOf(run)}.`);
    if ((await run.context.prompts.line('Type the id to confirm:')) !== id) throw declined();
  }
}

/** `topic delete` as a sentence has it: delete topic. */
function verbFirst(path: string): string {
  const words = path.split(' ');
  return [words.at(-1), ...words.slice(0, -1)].join(' ');
}

function declined(): Failure {
  return new Failure({ exitCode: EXIT.interrupted, code: 'Declined', message: 'declined: nothing was sent' });
}

function named(steps: readonly Step[]): string {
  const names = steps.flatMap((step) => step.names.map(nameOf));
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
