/** Reads the `Key=Value` arguments of `api`. */
import type { OperationRecord } from '../../core/record.ts';
import { wireNames } from '../../core/request.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { EngineIo } from '../../engine/run-command.ts';
import { passwordFrom, secretAt } from '../../engine/input/secret-input.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { isKnown } from './operation.ts';
import { type Given, isSecret } from './request.ts';

/** Reads `Key=Value` arguments. A secret must be a file or stdin (`Password=@file`). Adds problems to `problems`. */
export function readPairs(
  pairs: readonly string[],
  operation: OperationRecord,
  { context }: Pick<EngineIo, 'context'>,
  problems: Detail[],
): Record<string, Given> {
  const given: Record<string, Given> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const secret = isSecret(operation, name);
    if (at < 1) problems.push(problem(`"${pair}"`, '{name} must be Key=Value'));
    else if (secret && !value.startsWith('@')) problems.push(secretArgument(name));
    else if (Object.hasOwn(given, name)) problems.push(problem(name, '{name} is given twice'));
    else given[name] = secret ? () => passwordFrom(secretAt(value.slice(1)), { name }, context) : value;
    if (at >= 1 && isKnown(operation)) problems.push(...unknownParam(name, operation));
  }
  return given;
}

const secretArgument = (name: string): Detail =>
  problem(
    name,
    '{name} is a secret, and arguments are visible to every user of this machine: use =@<file>, or =@- for stdin',
  );

/** The service would ignore a misspelled parameter of a known operation. Newer parameters are sent with --param. */
function unknownParam(name: string, { params }: OperationRecord): Detail[] {
  const known = Object.entries(params).flatMap(([key, param]) => wireNames(key, param));
  const pattern = name.replace(/\.\d+(?=\.|$)/g, '.N');
  if (known.includes(pattern)) return [];
  const near = suggest(pattern, known);
  return [
    near === undefined
      ? problem(name, 'unknown parameter {name} (use --param to send it anyway)')
      : problem(name, 'unknown parameter {name} (use --param to send it anyway); did you mean {near}?', { near }),
  ];
}
