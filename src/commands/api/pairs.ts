import type { OperationRecord } from '../../core/record.ts';
import { wireNames } from '../../core/request.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { EngineIo } from '../../engine/run-command.ts';
import { passwordFrom, secretAt } from '../../engine/input/secret-input.ts';
import type { Detail } from '../../errors/failure.ts';
import { isKnown } from './operation.ts';
import { type Given, isSecret } from './request.ts';

/** `Key=Value` words as parameters; a secret given in the open is refused. */
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
    if (at < 1) problems.push({ name: `"${pair}"`, message: 'must be Key=Value' });
    else if (secret && !value.startsWith('@')) problems.push({ name, message: IN_THE_OPEN });
    else if (Object.hasOwn(given, name)) problems.push({ name, message: 'is given twice' });
    else given[name] = secret ? () => passwordFrom(secretAt(value.slice(1)), { name }, context) : value;
    if (at >= 1 && isKnown(operation)) problems.push(...unknownParam(name, operation));
  }
  return given;
}

const IN_THE_OPEN =
  'is a secret: give the name of a file after =@, or =@- for stdin (arguments are visible to every user of this machine)';

/** A misspelt parameter of a known operation would be ignored by the service; newer ones pass with --param. */
function unknownParam(name: string, { params }: OperationRecord): Detail[] {
  const known = Object.entries(params).flatMap(([key, param]) => wireNames(key, param));
  const pattern = name.replace(/\.\d+(?=\.|$)/g, '.N');
  if (known.includes(pattern)) return [];
  const near = suggest(pattern, known);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  return [{ name, message: `is not a parameter of this operation${meant} (--param sends newer ones)` }];
}
