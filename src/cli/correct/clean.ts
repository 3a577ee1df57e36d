/** Whether a command line has no problem that its words alone show. Nothing is read, sent or asked. */
import { readGlobals } from '../../commands/global-options.ts';
import { toolFields } from '../../commands/tool-command.ts';
import type { Context } from '../../context.ts';
import type { Detail } from '../../errors/failure.ts';
import { completed, inFlags, isNeeded } from '../../engine/input/complete.ts';
import { fieldsOf } from '../../engine/input/fields.ts';
import { isTyped, readInput } from '../../engine/input/read-input.ts';
import { nameViolations, patternViolations } from '../../engine/input/rules.ts';
import { lineProblems, missingFields, paramProblems, printProblems, waitProblems } from '../input/line-problems.ts';
import type { ParsedCommand, ParsedServiceCommand } from '../parsed-command.ts';

type Surroundings = Pick<Context, 'env' | 'stdin' | 'stderr'>;

/** Whether a parsed line can run: its options and arguments are known, complete and valid. */
export function isClean(asked: ParsedCommand, context: Surroundings): boolean {
  return asked.kind === 'local' ? isCleanTool(asked) : isCleanService(asked.parsed, context);
}

function isCleanTool({ command, operands, problems }: ParsedCommand & { readonly kind: 'local' }): boolean {
  const args = toolFields(command).filter(({ param }) => param.flag === undefined);
  const needed = args.filter(({ param }) => isNeeded(param)).length;
  const most = args.some(({ many }) => many) ? Number.POSITIVE_INFINITY : args.length;
  return problems.length === 0 && operands.length >= needed && operands.length <= most;
}

function isCleanService(parsed: ParsedServiceCommand, context: Surroundings): boolean {
  const { bound, typed, flags } = parsed;
  const problems: Detail[] = [...parsed.problems];
  const globals = readGlobals(flags, context, { value: flags.output ?? 'table', source: '--output' }, problems);
  const fields = fieldsOf(bound);
  const read = readInput(fields, typed, globals.validate);
  const input = completed(fields, read.given);
  const missing = isTyped(typed['fromFile']) ? undefined : missingFields(parsed, fields, input, globals);
  problems.push(
    ...lineProblems(parsed, read, fields, input, missing, globals),
    ...inFlags(patternViolations(bound, fields, read.given), fields),
    ...inFlags(nameViolations(bound, fields, read.given), fields),
    ...printProblems(bound, input, globals),
    ...paramProblems(bound.operation, globals),
    ...waitProblems(input),
  );
  return problems.length === 0;
}
