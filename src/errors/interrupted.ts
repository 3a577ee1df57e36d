import { EXIT, Failure } from './failure.ts';

/** The failure of a command that was stopped from outside; the reason of `stop` is the exit code. */
export function interrupted(stop: AbortSignal): Failure {
  const exitCode = STOPS.find((code) => code === stop.reason) ?? EXIT.interrupted;
  return new Failure({ exitCode, code: 'Interrupted', message: WORDS[exitCode] });
}

const STOPS = [EXIT.interrupted, EXIT.terminated, EXIT.hungUp] as const;

const WORDS: Readonly<Record<(typeof STOPS)[number], string>> = {
  [EXIT.interrupted]: 'interrupted',
  [EXIT.terminated]: 'terminated',
  [EXIT.hungUp]: 'hung up',
};
