/** The emulator that a command runs inside of (`alikafka emulator -- <command>`), and the settings that it replaces. */
import { isLoopback, parseEndpoint } from '../core/endpoint.ts';
import { EXIT, Failure, problem, usage } from '../errors/failure.ts';
import type { Choices } from './choices.ts';
import { allOf, choose, setting } from './layers.ts';
import { type Env, filled } from '../core/env.ts';
import type { Setting } from './setting.ts';
import { alikafka } from '../core/text/command-line.ts';
import { t } from '../core/text/texts.ts';

/** The variable that `alikafka emulator -- command` sets for what it runs. */
export const EMULATOR_VARIABLE = 'ALIKAFKA_EMULATOR';

/**
 * The emulator that this command runs inside of; undefined if there is none. While it is set, every request of every
 * product is sent to it, and keys come only from the environment. Throws Failure (exit 4) if it is not a loopback
 * address: requests that are meant for an emulator must not leave this machine.
 */
export function emulatorAround(env: Env): Setting | undefined {
  const written = filled(env[EMULATOR_VARIABLE]);
  if (written === undefined) return undefined;
  const parsed = parseEndpoint(written);
  if ('origin' in parsed && isLoopback(parsed.origin)) return { value: parsed.origin, source: EMULATOR_VARIABLE };
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'BadEmulator',
    message: t('{variable} must be the loopback address of an emulator, such as http://127.0.0.1:8080', {
      variable: EMULATOR_VARIABLE,
    }),
    hint: t('"{emulator}" sets the variable for the command that it runs. Unset it to call the service.', {
      emulator: alikafka`emulator -- <command>`,
    }),
    next: ['unset', EMULATOR_VARIABLE].join(' '),
  });
}

/** The choices with every endpoint replaced by the emulator's. Throws Failure (exit 2) on a flag for another host. */
export function insideEmulator(choices: Choices, emulator: Setting, endpoint: string | undefined): Choices {
  const parsed = endpoint === undefined ? undefined : parseEndpoint(endpoint);
  if (parsed !== undefined && (!('origin' in parsed) || parsed.origin !== emulator.value))
    throw usage(
      setting(endpoint, '--endpoint').map(({ source }) =>
        problem(source, '{name} must be {address} or omitted, because {variable} is set', {
          address: emulator.value,
          variable: EMULATOR_VARIABLE,
        }),
      ),
    );
  return {
    ...choices,
    endpoint: choose([emulator, ...allOf(choices.endpoint)]),
    metricsEndpoint: choose([emulator, ...allOf(choices.metricsEndpoint).filter(isOwn(choices))]),
  };
}

/** A loopback endpoint that would have served metrics too is listed only for the other product. */
const isOwn =
  ({ endpoint }: Choices) =>
  (one: Setting): boolean =>
    one !== endpoint.chosen;
