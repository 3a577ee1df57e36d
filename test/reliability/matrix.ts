/**
 * The fault matrix: what goes wrong × where × class of the operation. docs/reliability.md shows it as it stands here, and
 * matrix.test.ts runs every cell.
 */

/** How a command ends. */
export interface End {
  readonly exit: number;
  /** Requests of the operation itself, looks not counted. */
  readonly sent: number;
  /** What the user reads, in addition to the result. */
  readonly says?: RegExp;
  readonly text: string;
}

const end = (exit: number, sent: number, text: string, says?: RegExp): End =>
  says === undefined ? { exit, sent, text } : { exit, sent, text, says };

const ENDS = {
  again: end(0, 2, 'succeeds at the second attempt'),
  looked: end(
    0,
    1,
    'succeeds: a check shows that it took effect',
    /no clear response, but (the topic exists, so it was created|the topic no longer exists, so it was deleted|the change has taken effect)$/m,
  ),
  clock: end(0, 2, 'succeeds with the clock corrected, and a note says so', /clock is 1h behind the service,/),
  unreachable: end(9, 4, 'exit 9: "not reachable" after 4 attempts', /not reachable.*\(4 attempts\)/),
  failed: end(
    9,
    4,
    "exit 9: the service's error after 4 attempts",
    /InternalError|internal|unknown error|HTML|not JSON/i,
  ),
  throttled: end(9, 4, 'exit 9: throttled after 4 attempts', /Throttling\.User/),
  refused: end(1, 1, "exit 1: the service's code and message", /ONS_SYSTEM_ERROR/),
  unknown: end(
    6,
    1,
    'exit 6: "outcome unknown", with the command to check it',
    /OutcomeUnknown[\s\S]*next: +alikafka /,
  ),
  unknown4: end(
    6,
    4,
    'exit 6: "outcome unknown" after 4 attempts, with the command to check it',
    /OutcomeUnknown[\s\S]*next: +alikafka /,
  ),
} as const;

type Name = keyof typeof ENDS;

/** A command of each class. */
export const CLASSES = [
  { title: 'read', line: 'topic list', action: 'GetTopicList' },
  { title: 'write', line: 'topic create one', action: 'CreateTopic' },
  { title: 'write that adds', line: 'topic add-partitions orders --to 24', action: 'ModifyPartitionNum' },
  { title: 'deletion', line: 'topic delete orders-dead --yes', action: 'DeleteTopic' },
  {
    title: 'order',
    line: 'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes',
    action: 'CreatePrePayOrder',
  },
] as const;

/** What goes wrong and where; `fault` in the emulator's words, `refuse` where no connection is made at all. */
export interface FaultRow {
  readonly fault: string;
  readonly what: string;
  readonly where: string;
  /** Once, and every time, for each class. */
  readonly cells: readonly (readonly [End, End])[];
}

const row = (fault: string, what: string, where: string, ...cells: (readonly [Name, Name])[]): FaultRow => ({
  fault,
  what,
  where,
  cells: cells.map(([once, always]) => [ENDS[once], ENDS[always]]),
});

/** Nobody knows whether it was carried out, and it was not. */
const LOST = [
  ['again', 'unknown4'],
  ['unknown', 'unknown'],
  ['again', 'unknown4'],
  ['unknown', 'unknown'],
] as const;
/** Nobody knows whether it was carried out, and it was. */
const KEPT = [
  ['looked', 'looked'],
  ['looked', 'looked'],
  ['looked', 'looked'],
  ['unknown', 'unknown'],
] as const;

const NETWORK = ['again', 'unreachable'] as const;
const ANSWER = ['again', 'failed'] as const;
const THROTTLED5 = ['again', 'throttled'] as const;
const five = <T>(one: T): [T, T, T, T, T] => [one, one, one, one, one];

export const MATRIX: readonly FaultRow[] = [
  row('refuse-connection', 'no connection', 'before it is sent', ...five(NETWORK)),
  row('drop,at=before', 'connection lost', 'before it takes effect', NETWORK, ...LOST),
  row('drop,at=after', 'connection lost', 'after it took effect', NETWORK, ...KEPT),
  row('half', 'connection lost', 'in the middle of the response', NETWORK, ...KEPT),
  row('delay,at=before,ms=600000', 'no response in time', 'takes effect late', NETWORK, ...LOST),
  row('delay,at=after,ms=600000', 'no response in time', 'after it took effect', NETWORK, ...KEPT),
  row('error,at=before', '500 of the service', 'before it takes effect', ANSWER, ...LOST),
  row('error,at=after', '500 of the service', 'after it took effect', ANSWER, ...KEPT),
  row('error,at=after,code=Throttling.User', '500 with a throttling code', 'after it took effect', THROTTLED5, ...KEPT),
  row('html,at=before', "502 with a proxy's page", 'before it takes effect', ANSWER, ...LOST),
  row('html,at=after', "502 with a proxy's page", 'after it took effect', ANSWER, ...KEPT),
  row('throttle', 'throttled', 'instead of taking effect', ...five(['again', 'throttled'] as const)),
  row('refuse', '200 with Success=false', 'instead of taking effect', ...five(['refused', 'refused'] as const)),
  row('skew,by=1h', 'clocks differ by an hour', 'at the gateway', ...five(['clock', 'clock'] as const)),
];

/** The matrix as the documentation shows it. */
export function matrixTable(): string {
  const head = ['what goes wrong', 'where', ...CLASSES.map(({ title }) => title)];
  const rows = MATRIX.map(({ what, where, cells }) => [what, where, ...cells.map(cellText)]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellText([once, always]: readonly [End, End]): string {
  return once === always ? once.text : `${once.text}; every time: ${always.text}`;
}
