import { EXIT } from '../failure.ts';
import { own, type Own } from './own.ts';
import { SETUP_CODES } from './own-setup.ts';
import type { Theme } from './theme.ts';

/** How a command ends, when it is not with a code of the service. */
const CODES: Readonly<Record<string, Own>> = {
  Usage: own(
    EXIT.usage,
    'The command line is wrong; nothing was sent.',
    'A flag, an argument or a value does not fit, or something required is missing.',
    'Mend what the message names; --help says what the command takes.',
  ),
  UnknownCode: own(
    EXIT.notFound,
    'No such code is known.',
    'It is misspelled, or newer than this tool.',
    'List all that are known.',
    'never',
    'alikafka explain',
  ),
  NotFound: own(
    EXIT.notFound,
    'What was named is not in the listing.',
    'The name is misspelled, or region, instance or profile point elsewhere.',
    'List what there is with the command that the error names; in a delete, --if-exists lets it pass.',
  ),
  Exists: own(
    EXIT.conflict,
    'It is there already, and was left as it is.',
    'An earlier run made it.',
    'Take --if-not-exists to let that pass.',
  ),
  StdoutFailed: own(
    EXIT.refused,
    'The output cannot be written.',
    'The disk is full, or stdout is not open for writing. A pipe that its reader closed is no error.',
    'Read on stderr what was done before, and run a read again with stdout elsewhere.',
  ),
  SecretInAnswer: own(
    EXIT.refused,
    'The answer contains a secret, and --raw prints answers unchanged.',
    'The service quoted a password or key of the request in its answer.',
    'Run the command without --raw: the secret is masked. A change that was sent has been made.',
  ),
  NoWebAssembly: own(
    EXIT.refused,
    'This Node runs without WebAssembly, which HTTP needs here; nothing was sent.',
    'Node was started without just-in-time compilation, often by NODE_OPTIONS.',
    'Take the option that turns WebAssembly off out of NODE_OPTIONS.',
  ),
  WrongState: own(
    EXIT.conflict,
    'What is there does not take this command; nothing was sent.',
    'The instance is paid in another way than the command orders for.',
    'Look at it, and at what the error names: alikafka instance describe <id>',
  ),
  ConditionNotMet: own(
    EXIT.condition,
    'What was to be so is not so.',
    'A lag is above --fail-above or --fail-above-seconds.',
    'What was read is printed: decide by it.',
  ),
  WaitTimeout: own(
    EXIT.condition,
    'The wait ran out of time; the change itself is done or under way.',
    'Deployments and upgrades of instances take up to hours.',
    'Go on waiting with the command that the error names, or give more time with --wait-timeout.',
  ),
  WaitFailed: own(
    EXIT.conflict,
    'What was waited for will not come by itself.',
    'The instance ended in a state from which it does not go on, or what was waited for was deleted.',
    'Look at its state, and in the console at why: alikafka instance describe <id>',
  ),
  BatchFailed: own(
    EXIT.partial,
    'Some names of a batch failed, not all for one and the same cause.',
    'A part of the names is wrong or gone, or some were refused.',
    'Read the Result of each name; the same command does the rest.',
  ),
  OutcomeUnknown: own(
    EXIT.unknown,
    'A change was sent and no clear answer came: it may have been done or not.',
    'The connection broke, or the service answered with a 5xx or not at all.',
    'Look before you repeat it, with the command that the error names; never repeat an order unseen.',
    'what reading shows not to be done; orders never',
  ),
  NotReachable: own(
    EXIT.unreachable,
    'The service could not be reached.',
    'No network, a wrong region or endpoint, or a proxy in between.',
    'Check the region, the network and the proxy (HTTPS_PROXY, NO_PROXY).',
    'reads; changes of which nothing was sent',
  ),
  UnreadableAnswer: own(
    EXIT.unreachable,
    'The answer is not one of the service, or lacks what it always has (its list, a name, a number): nothing was changed.',
    'A proxy, a captive network or another server answered in its place; or a field is missing or of another type.',
    'Look at the proxy and at --endpoint; what came shows with --debug.',
    'reads only',
  ),
  'HTTP<status>': own(
    EXIT.refused,
    'The service refused without a code; the status decides: 404 is exit 3, 401 and 403 exit 4, 429 and 5xx exit 9.',
    'The answer has the form of the service, and nothing in it says why.',
    'Look at what came with --debug; tell the vendor the RequestId when it stays.',
    'reads where the status is 5xx; reads and changes where it is 429',
  ),
  PagingLoop: own(
    EXIT.unreachable,
    'The service sent the same page or token again, more than 10,000 pages, or 100 empty pages in a row: the listing has no end.',
    'A fault in the service, or a list that changes while it is read.',
    'Repeat it, or read single pages with --page where the command has it.',
  ),
  IncompleteList: own(
    EXIT.unreachable,
    'Fewer records came than the service said that the list has.',
    'A fault in the service, or something between here and the service that cuts answers.',
    'Run the command again; if it keeps failing, read single pages with --page where the command has it.',
  ),
  TooManyPoints: own(
    EXIT.refused,
    'One request gave as many points as it can, so that more may have been left out.',
    'The range or the dimensions hold more points than one request returns.',
    'Pass a larger --length (1440 at most), or narrow the range or the dimensions.',
  ),
  WhichList: own(
    EXIT.refused,
    'The answer has more pages, but does not show which of its lists continues.',
    'The operation is newer than this tool, and its answer holds none or several lists.',
    'Read the pages one by one, with the parameters that the answer names.',
  ),
  DeadlineExceeded: own(
    EXIT.unreachable,
    "The command's time (--deadline) ran out (exit 7 in a wait).",
    'The network is slow, the service asked to wait, or the time was short.',
    'Give it more time with --deadline; the same command does the rest.',
  ),
  Query: own(
    EXIT.refused,
    'The --query does not fit what came.',
    'A function got another type than it takes, mostly null.',
    'Look at the data with -o json first, then write the expression.',
  ),
  Declined: own(
    EXIT.interrupted,
    'A question was answered with no, or with Ctrl-C: nothing was sent.',
    'Somebody thought better of it.',
    'Run it again and answer with yes; scripts use --yes.',
  ),
  Interrupted: own(
    EXIT.interrupted,
    'The command was stopped from outside (exit 143 when terminated, 129 when the terminal was closed).',
    'Ctrl-C, a job that was ended or a lost connection; the request in progress was finished.',
    'Run the same command again to finish.',
  ),
  Bug: own(
    EXIT.bug,
    'A bug in this tool.',
    'Something came that it was not made for.',
    'Repeat the command with --debug and report what it prints.',
  ),
};

/** What explain says of the codes that this tool makes itself; the service has none of these names. */
export const OWN_THEME: Theme = {
  title: "This tool's own codes",
  codes: Object.entries({ ...CODES, ...SETUP_CODES }).map(([code, known]) => ({ code, kind: 'tool', ...known })),
};
