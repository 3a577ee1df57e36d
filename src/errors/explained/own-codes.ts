/** What `explain` prints about the codes of this tool itself; those of setting it up are in own-setup.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import { EXIT } from '../failure.ts';
import { type Own, SETUP_CODES } from './own-setup.ts';
import type { Theme } from './theme.ts';

/** Codes of the ways in which a command can end. */
const CODES: Readonly<Record<string, Own>> = {
  Usage: {
    exitCode: EXIT.usage,
    meaning: 'The command line is wrong; nothing was sent.',
    cause: 'An option, an argument or a value is not valid, or a required one is missing.',
    advice: 'Correct what the message names; --help lists what the command accepts.',
  },
  UnknownCode: {
    exitCode: EXIT.notFound,
    meaning: 'The code is unknown.',
    cause: 'The code is misspelled, or newer than this version of the tool.',
    advice: 'List the known codes.',
    next: alikafka`explain`,
  },
  NotFound: {
    exitCode: EXIT.notFound,
    meaning: 'The object that you named was not found.',
    cause: 'The name is misspelled, or the region, the instance or the profile is another one.',
    advice:
      'Run the command that the error names to list the objects. In a delete, use --if-exists to skip names that do not exist.',
  },
  Exists: {
    exitCode: EXIT.conflict,
    meaning: 'The object already exists, and was not changed.',
    cause: 'Another user, or an earlier run of the same script, created it.',
    advice: 'Use --if-not-exists to skip objects that already exist.',
  },
  StdoutFailed: {
    exitCode: EXIT.refused,
    meaning: 'The output cannot be written.',
    cause: 'The disk is full, or stdout is not open for writing. A pipe that was closed by its reader is not an error.',
    advice:
      'See stderr for what was changed. If the command only reads, run it again with stdout redirected to another file.',
  },
  SecretInAnswer: {
    exitCode: EXIT.refused,
    meaning: 'The response contains a secret, and --raw prints responses unchanged.',
    cause: 'The service quoted a password or key of the request in its response.',
    advice:
      'If the command only reads, run it again without --raw: the secret is then masked. Do not repeat a change: it took effect.',
  },
  NoWebAssembly: {
    exitCode: EXIT.refused,
    meaning: 'Node runs without WebAssembly, which HTTP requests need; nothing was sent.',
    cause: 'Node was started without its just-in-time compiler, often by an option in NODE_OPTIONS.',
    advice: 'Remove the option that turns off WebAssembly from NODE_OPTIONS.',
  },
  WrongState: {
    exitCode: EXIT.conflict,
    meaning: 'The current state of the object does not allow this command; nothing was sent.',
    cause: 'The command is for another billing method than that of the instance.',
    advice: 'Check the instance with "{command}", and use the command that the error names.',
    command: alikafka`instance describe <id>`,
  },
  ConditionNotMet: {
    exitCode: EXIT.condition,
    meaning: 'The condition of the command is not met.',
    cause: 'A lag is above --fail-above or --fail-above-seconds. An unknown lag counts as above any limit.',
    advice: 'Use the output to decide what to do: it is complete.',
  },
  WaitTimeout: {
    exitCode: EXIT.condition,
    meaning: 'The wait timed out; the change itself took effect or is still in progress.',
    cause: 'Deployments and upgrades of instances can take hours.',
    advice: 'Continue to wait with the command that the error names, or set a longer --wait-timeout.',
  },
  WaitFailed: {
    exitCode: EXIT.conflict,
    meaning: 'The state that the command waits for cannot be reached any more.',
    cause: 'The instance is in a state that it does not leave by itself, or the object was deleted.',
    advice:
      'Check the state with "{command}". If a deployment or upgrade failed, report the instance id to Alibaba Cloud support.',
    command: alikafka`instance describe <id>`,
  },
  BatchFailed: {
    exitCode: EXIT.partial,
    meaning: 'Some names of the command failed, for different reasons.',
    cause: 'Some names are wrong or do not exist, or the service refused some of them.',
    advice: 'Read the Result of each name, fix the causes, and run the same command again to finish.',
  },
  OutcomeUnknown: {
    exitCode: EXIT.unknown,
    meaning: 'A change was sent and no clear response came: it may or may not have taken effect.',
    cause: 'The connection broke, or the service responded with an HTTP 5xx status or not at all.',
    advice:
      'Check the outcome with the command that the error names before you repeat the change. A repeated order may be charged twice.',
    retried: 'Changes, if a read shows that they did not take effect; orders never',
  },
  NotReachable: {
    exitCode: EXIT.unreachable,
    meaning: 'The service could not be reached.',
    cause: 'There is no network, the region or endpoint is wrong, or a proxy or firewall blocks the connection.',
    advice: 'Check the region, the network and the proxy (HTTPS_PROXY, NO_PROXY).',
    next: alikafka`doctor`,
    retried: 'Reads, and changes that were not sent',
  },
  UnreadableAnswer: {
    exitCode: EXIT.unreachable,
    meaning: 'The response is not from the service, or a field that it always has is missing; nothing was changed.',
    cause:
      'A proxy, a login page of the network or another server responded instead; or a list, a name or a number is missing or has another type.',
    advice: 'Check the proxy and --endpoint. Run the command again with --debug to see the response.',
    next: alikafka`doctor`,
    retried: 'Reads only',
  },
  'HTTP<status>': {
    exitCode: EXIT.refused,
    meaning:
      'The service refused the request without a code; the HTTP status sets the exit code: 404 is exit code 3, 401 and 403 are exit code 4, 429 and 5xx are exit code 9.',
    cause: 'The response has the form of the service, but it gives no reason.',
    advice:
      'Run the command again with --debug to see the response. If the error persists, report the RequestId to Alibaba Cloud support.',
    retried: 'Reads after HTTP status 5xx; reads and changes after 429',
  },
  PagingLoop: {
    exitCode: EXIT.unreachable,
    meaning:
      'The list does not end: the service sent the same page or token again, more than 10,000 pages, or 100 empty pages in a row.',
    cause: 'The service has a fault, or the list changes while it is read.',
    advice: 'Run the command again, or read single pages with --page where the command has it.',
  },
  IncompleteList: {
    exitCode: EXIT.unreachable,
    meaning: 'The service sent fewer records than the total that it reported.',
    cause: 'The service has a fault, or something between this machine and the service truncates responses.',
    advice: 'Run the command again. If it keeps failing, read single pages with --page where the command has it.',
  },
  TooManyPoints: {
    exitCode: EXIT.refused,
    meaning: 'A response contains as many points as a request can return, so some may be missing.',
    cause: 'The time range or the dimensions have more points than one request returns.',
    advice: 'Set a larger --length (1440 at most), or narrow the time range or the dimensions.',
  },
  WhichList: {
    exitCode: EXIT.refused,
    meaning: 'The response has more pages but does not show which of its lists continues.',
    cause: 'The operation is newer than this version of the tool, and its response has no list or several lists.',
    advice: 'Read the pages one by one, with the parameters that the error names.',
  },
  DeadlineExceeded: {
    exitCode: EXIT.unreachable,
    meaning: 'The time limit of the command (--deadline) expired (exit code 7 in a wait).',
    cause: 'The network is slow, the service asked to wait, or the limit is short.',
    advice: 'Set a longer --deadline, and run the same command again to finish.',
  },
  Query: {
    exitCode: EXIT.refused,
    meaning: 'The --query expression cannot be applied to the data.',
    cause: 'A function of the expression got a value of the wrong type, usually null.',
    advice: 'Print the data with -o json first, then correct the expression.',
  },
  Declined: {
    exitCode: EXIT.interrupted,
    meaning: 'A question was answered with no, or with Ctrl-C; nothing was changed.',
    cause: 'The user decided not to continue.',
    advice: 'Run the command again and answer with yes; in scripts, pass --yes.',
  },
  Interrupted: {
    exitCode: EXIT.interrupted,
    meaning: 'The command was stopped by a signal (exit code 143 after SIGTERM, exit code 129 after SIGHUP).',
    cause: 'Ctrl-C was pressed, a job was stopped, or the terminal was closed. The current request was finished first.',
    advice: 'Run the same command again to finish.',
  },
  Bug: {
    exitCode: EXIT.bug,
    meaning: 'This tool has a bug.',
    cause: 'A case occurred that the tool does not handle.',
    advice: 'Run the command again with --debug and report the output as a bug.',
  },
};

/** The codes of this tool; the service uses none of these names. Nothing is retried unless a code states it. */
export const OWN_THEME: Theme = {
  title: "This tool's own codes",
  codes: Object.entries({ ...CODES, ...SETUP_CODES }).map(([code, known]) => ({
    code,
    kind: 'tool',
    retried: 'Never',
    ...known,
  })),
};
