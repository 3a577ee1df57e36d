import type { Operation } from '../../core/operation.ts';
import type { Params } from '../../core/params.ts';
import { complete, fromWire, toWire, wireNames } from '../../core/request.ts';
import type { Row } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, usage } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { passwordFrom, secretAt } from '../../engine/input/secret-input.ts';
import { isSecretName } from '../../core/secret-name.ts';
import type { Client } from '../../client/client.ts';
import { type CalledOperation, isKnown } from './operation.ts';

/** A secret by its record, or by its name where there is no record. */
function isSecret(name: string, params: Params): boolean {
  return params[name]?.secret === true || isSecretName(name);
}

/** `Key=Value` words to wire parameters; a secret given in the open is refused. */
export function readPairs(pairs: readonly string[], operation: CalledOperation, problems: Detail[]): WireParams {
  const { params } = operation;
  const wire: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (at < 1) problems.push({ name: `"${pair}"`, message: 'must be Key=Value' });
    else if (isSecret(name, params) && !value.startsWith('@'))
      problems.push({
        name,
        message:
          'is a secret: give the name of a file after =@, or =@- for stdin (arguments are visible to every user of this machine)',
      });
    else if (Object.hasOwn(wire, name)) problems.push({ name, message: 'is given twice' });
    else wire[name] = value;
    if (at >= 1 && isKnown(operation)) unknownParam(name, params, problems);
  }
  return wire;
}

/** A misspelt parameter of a known operation would be ignored by the service; newer ones pass with --param. */
function unknownParam(name: string, params: Params, problems: Detail[]): void {
  const known = Object.entries(params).flatMap(([key, param]) => wireNames(key, param));
  const pattern = name.replace(/\.\d+(?=\.|$)/g, '.N');
  if (known.includes(pattern)) return;
  const near = suggest(pattern, known);
  problems.push({
    name,
    message: `is not a parameter of this operation${near === undefined ? '' : `; did you mean ${near}?`} (--param sends newer ones)`,
  });
}

export const takesInstance = ({ params }: Operation, given: WireParams): boolean =>
  params['InstanceId']?.from === 'instance' && given['InstanceId'] === undefined;

/** Region and instance from the settings, where the operation has them and they are not given. */
export function withSettings(
  operation: Operation,
  given: WireParams,
  client: Client,
  globals: GlobalOptions,
): WireParams {
  return { ...toWire(operation.params, complete(operation, {}, client)), ...given, ...globals.params };
}

/** The parameters with the secrets that files and stdin hold in place of their names. Throws Failure (exit 2). */
export async function withSecrets(
  given: WireParams,
  params: Params,
  io: Io,
  globals: GlobalOptions,
): Promise<WireParams> {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!isSecret(name, params) || !value.startsWith('@')) read[name] = value;
    else if (globals.dryRun) read[name] = MASK;
    else {
      read[name] = await passwordFrom(secretAt(value.slice(1)), { name }, io.context);
      io.log.hide(read[name]);
    }
  }
  return read;
}

/** A known operation's own rules, in the words of the wire. */
export function checkKnown(operation: CalledOperation, params: WireParams, globals: GlobalOptions): void {
  if (!isKnown(operation) || !globals.validate) return;
  const { input, missing, invalid } = fromWire(operation, params);
  const problems: Detail[] = [
    ...missing.map((name) => ({ name, message: 'is required' })),
    ...invalid.map(({ param, message }) => ({ name: param, message })),
    ...operation.crossFieldRules(input).map(({ param, message }) => ({ name: param, message })),
  ];
  if (problems.length > 0) throw usage(problems);
}

/** A dry run's row with the secrets of an operation without a record masked by their names. */
export function maskRow(row: Row): Row {
  const params = Object.entries(row['params'] as Row).map(([name, value]) => [name, isSecretName(name) ? MASK : value]);
  return { ...row, params: Object.fromEntries(params) as Row };
}
