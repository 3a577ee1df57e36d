import { isLoopback, parseEndpoint } from '../core/endpoint.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import type { Choices } from './choices.ts';
import { allOf, choose, setting } from './layers.ts';
import { type Env, filled } from '../core/env.ts';
import type { Setting } from './setting.ts';

/** The variable that `alikafka emulator -- command` sets for what it runs. */
export const EMULATOR_VARIABLE = 'ALIKAFKA_EMULATOR';

/**
 * The emulator around this command; undefined where there is none. While it is set every call goes there, to whatever
 * product, and keys come from the environment alone. Throws Failure (exit 4) where it is no address of this machine: what
 * is meant to stay here must not leave it.
 */
export function emulatorAround(env: Env): Setting | undefined {
  const written = filled(env[EMULATOR_VARIABLE]);
  if (written === undefined) return undefined;
  const parsed = parseEndpoint(written);
  if ('origin' in parsed && isLoopback(parsed.origin)) return { value: parsed.origin, source: EMULATOR_VARIABLE };
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'BadEmulator',
    message: `${EMULATOR_VARIABLE} must be the loopback address of an emulator, such as http://127.0.0.1:8080`,
    hint: '"alikafka emulator -- <command>" sets it for the command. Unset it to call the service.',
    next: `unset ${EMULATOR_VARIABLE}`,
  });
}

/** The choices with every endpoint replaced by the emulator's. Throws Failure (exit 2) on a flag for another host. */
export function insideEmulator(choices: Choices, emulator: Setting, endpoint: string | undefined): Choices {
  const parsed = endpoint === undefined ? undefined : parseEndpoint(endpoint);
  if (parsed !== undefined && (!('origin' in parsed) || parsed.origin !== emulator.value))
    throw usage(
      setting(endpoint, '--endpoint').map(({ source }) => ({
        flag: source,
        message: `must be ${emulator.value} or left out: ${EMULATOR_VARIABLE} is set`,
      })),
    );
  return {
    ...choices,
    endpoint: choose([emulator, ...allOf(choices.endpoint)]),
    metricsEndpoint: choose([emulator, ...allOf(choices.metricsEndpoint).filter(isOwn(choices))]),
  };
}

/** A loopback endpoint that would have served metrics too is named with the other product alone. */
const isOwn =
  ({ endpoint }: Choices) =>
  (one: Setting): boolean =>
    one !== endpoint.chosen;
