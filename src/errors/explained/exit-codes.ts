import { EXIT, type ExitCode } from '../failure.ts';
import type { Explained, Theme } from './theme.ts';

/** The hint says what a script does about it. */
const MEANINGS: Readonly<Record<ExitCode, Pick<Explained, 'meaning' | 'cause' | 'hint' | 'next'>>> = {
  [EXIT.done]: {
    meaning: 'Done.',
    cause: 'All that was asked for is done, or was so already.',
    hint: 'Go on.',
  },
  [EXIT.refused]: {
    meaning: 'The service refused, or something else failed.',
    cause: 'A value, a quota or a rule of the service; the code on stderr says which.',
    hint: 'Do not repeat it as it is; look up the code: alikafka explain <code>',
  },
  [EXIT.usage]: {
    meaning: 'The command line is wrong, or needs an answer that nobody could give; nothing was sent.',
    cause: 'A bad flag, argument or value, or a question without a terminal and without --yes.',
    hint: 'Mend the command; with -o json, details lists every problem with its flag.',
  },
  [EXIT.notFound]: {
    meaning: 'What was named does not exist, or belongs to somebody else.',
    cause: 'A name is misspelled, or region, instance or profile point elsewhere.',
    hint: 'Before a create, take it for "not there yet"; in a delete, --if-exists makes it exit 0.',
  },
  [EXIT.credentials]: {
    meaning: 'Credentials are missing, wrong or not allowed to do this.',
    cause: 'No key is set, the secret is another one, a token has ended, or a RAM policy is missing.',
    hint: 'Stop the script: repeating does not help. Look at what is set.',
    next: 'alikafka config list',
  },
  [EXIT.conflict]: {
    meaning: 'It exists already, or is in a state that does not allow this.',
    cause: 'An earlier run made it, or an instance is being deployed, upgraded or has ended.',
    hint: 'In a create, --if-not-exists makes it exit 0; for a state, wait and repeat.',
  },
  [EXIT.unknown]: {
    meaning: 'A change was sent and no clear answer came: it may have been done or not.',
    cause: 'The connection broke, or the service answered with a 5xx or not at all.',
    hint: 'Look before anything else, with the command that the error names; never repeat an order unseen.',
  },
  [EXIT.condition]: {
    meaning: 'What was to be so is not so.',
    cause: 'A lag is above --fail-above, a wait ran out of time, or differences were found.',
    hint: 'The output is complete: decide by it, or wait longer with the command that the error names.',
  },
  [EXIT.partial]: {
    meaning: 'Some names of a batch failed.',
    cause: 'A part of the names is wrong or gone, or some were refused.',
    hint: 'Each name has its own Result: read them from -o json, and run the same command again for the rest.',
  },
  [EXIT.unreachable]: {
    meaning: 'The service could not be reached, failed, or was too busy, after every attempt.',
    cause: 'Network, proxy or endpoint, a fault in the service, or too many calls.',
    hint: 'Repeat the same command later: no change is in doubt.',
  },
  [EXIT.bug]: {
    meaning: 'A bug in this tool.',
    cause: 'Something came that it was not made for.',
    hint: 'Run it again with --debug and report what it prints.',
  },
  [EXIT.hungUp]: {
    meaning: 'The terminal was closed (SIGHUP).',
    cause: 'An ssh connection was lost or a terminal window was closed; the request in progress was finished.',
    hint: 'Run the same command again to finish; start long ones in tmux, screen or with setsid.',
  },
  [EXIT.interrupted]: {
    meaning: 'Interrupted with Ctrl-C, or a question was answered with no.',
    cause: 'Somebody stopped it; what was under way was let end.',
    hint: 'The same command does the rest; scripts answer questions with --yes.',
  },
  [EXIT.terminated]: {
    meaning: 'Terminated with SIGTERM.',
    cause: 'The machine, the container or the job was stopped, or a time limit around the command ran out.',
    hint: 'The same command does the rest; give the job more time, or the command a --deadline.',
  },
};

/** What explain says of each exit code. */
export const EXIT_THEME: Theme = {
  title: 'Exit codes',
  codes: Object.values(EXIT).map((exitCode) => ({
    code: `exit-${exitCode}`,
    kind: 'exit',
    exitCode,
    ...MEANINGS[exitCode],
  })),
};

/** The exit code that is meant by `6`, `exit 6`, `exit-6` or `exit code 6`; undefined where the text is none of these. */
export const exitCodeIn = (typed: string): string | undefined =>
  /^(?:exit(?:[ ._-]?code)?[ ._-]?)?(\d+)$/i.exec(typed)?.[1];
