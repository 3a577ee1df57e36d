/** The exit codes, as `explain` and docs/errors.md show them. Their numbers are in failure.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import { EXIT, type ExitCode } from '../failure.ts';
import type { Explained, Theme } from './theme.ts';

/** What an exit code means. The advice is for scripts. */
const MEANINGS: Readonly<Record<ExitCode, Omit<Explained, 'code' | 'kind' | 'exitCode'>>> = {
  [EXIT.done]: {
    meaning: 'The command succeeded.',
    cause: 'Everything was done, or was already done before.',
    advice: 'Continue.',
  },
  [EXIT.refused]: {
    meaning: 'The service refused the request, or another error occurred.',
    cause: 'A value is wrong, a quota is used up, or a rule of the service is broken; the code on stderr shows which.',
    advice: 'Do not repeat the command unchanged. Run "{command}" to see what the code means.',
    command: alikafka`explain <code>`,
  },
  [EXIT.usage]: {
    meaning: 'The command line is wrong, or a confirmation is required but stdin is not a terminal; nothing was sent.',
    cause: 'An option, an argument or a value is not valid, or the command would ask a question and --yes is missing.',
    advice: 'Correct the command. With -o json, details lists every problem with its option.',
  },
  [EXIT.notFound]: {
    meaning: 'The object was not found, or it belongs to another account.',
    cause: 'A name is misspelled, or the region, the instance or the profile is another one.',
    advice:
      'A script that reads an object before it creates it can continue: the object does not exist yet. With --if-exists, commands that delete succeed.',
  },
  [EXIT.credentials]: {
    meaning: 'Credentials are missing, wrong, or not allowed to do this.',
    cause: 'No AccessKey is set, the secret is wrong, a token has expired, or a RAM policy is missing.',
    advice: 'Stop the script: a retry does not help. Check which credentials are used.',
    next: alikafka`config explain`,
  },
  [EXIT.conflict]: {
    meaning: 'The object already exists, or its state does not allow this.',
    cause: 'An earlier run created it, or an instance is being deployed or upgraded or has expired.',
    advice:
      'If the object exists, pass --if-not-exists: commands that create then succeed. If the state is wrong, wait until it has changed and run the command again.',
  },
  [EXIT.unknown]: {
    meaning: 'A change was sent and no clear response came: it may or may not have taken effect.',
    cause: 'The connection broke, or the service responded with an HTTP 5xx status or not at all.',
    advice:
      'Check the outcome with the command that the error names before anything else. A repeated order may be charged twice.',
  },
  [EXIT.condition]: {
    meaning: 'A condition is not met.',
    cause:
      'A lag is above --fail-above or --fail-above-seconds, a wait timed out, or differences were found. An unknown lag counts as above any limit.',
    advice: 'The output is complete: use it to decide, or continue to wait with the command that the error names.',
  },
  [EXIT.partial]: {
    meaning: 'Some names of the command failed.',
    cause: 'Some names are wrong or do not exist, or the service refused some of them.',
    advice: 'Read the Result of each name with -o json, and run the same command again to finish.',
  },
  [EXIT.unreachable]: {
    meaning: 'The service could not be reached, failed, or throttled the requests, after every attempt.',
    cause: 'The network, the proxy or the endpoint failed, the service has a fault, or too many requests were sent.',
    advice: 'Run the same command again later. This is safe: no change has an unknown outcome.',
  },
  [EXIT.bug]: {
    meaning: 'This tool has a bug.',
    cause: 'A case occurred that the tool does not handle.',
    advice: 'Run the command again with --debug and report the output as a bug.',
  },
  [EXIT.hungUp]: {
    meaning: 'The terminal was closed (SIGHUP).',
    cause: 'An SSH connection was lost or a terminal window was closed. The current request was finished first.',
    advice: 'Run the same command again to finish. Start long commands in tmux or screen, or with setsid.',
  },
  [EXIT.interrupted]: {
    meaning: 'The command was interrupted with Ctrl-C, or a question was answered with no.',
    cause: 'A user stopped the command. The current request was finished first.',
    advice: 'Run the same command again to finish; in scripts, answer questions with --yes.',
  },
  [EXIT.terminated]: {
    meaning: 'The command was terminated (SIGTERM).',
    cause: 'The machine, the container or the job was stopped, or a time limit of the job was reached.',
    advice: 'Run the same command again to finish. Give the job more time, or set --deadline for the command.',
  },
};

/** The exit codes, as `explain` prints them. */
export const EXIT_THEME: Theme = {
  title: 'Exit codes',
  codes: Object.values(EXIT).map((exitCode) => ({
    code: exitName(exitCode),
    kind: 'exit',
    exitCode,
    ...MEANINGS[exitCode],
  })),
};

/** The name of an exit code, as a user types it: `exit 6`. */
export function exitName(exitCode: number | string): string {
  return ['exit', exitCode].join(' ');
}

/** The number in `6`, `exit 6`, `exit-6` or `exit code 6`; undefined for any other text. */
export const exitCodeIn = (typed: string): string | undefined =>
  /^(?:exit(?:[ ._-]?code)?[ ._-]?)?(\d+)$/i.exec(typed)?.[1];
