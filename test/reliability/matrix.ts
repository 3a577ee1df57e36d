/**
 * The fault matrix: what goes wrong × where × class of the operation. docs/reliability.md shows it as it stands here, and
 * matrix.test.ts runs every cell.
 */

/** How a command ends. */
export interface End {
  readonly exit: number;
  /** Requests of the operation itself, looks not counted. */
  readonly sent: number;
  /** What the person reads, beside the result. */
  readonly says?: RegExp;
  readonly text: string;
}

const end = (exit: number, sent: number, text: string, says?: RegExp): End =>
  says === undefined ? { exit, sent, text } : { exit, sent, text, says };

const ENDS = {
  again: end(0, 2, 'done at the second attempt'),
  looked: end(
    0,
    1,
    'done: reading shows it',
    /no clear response, but (the topic exists, so it was created|the topic is gone, so it was deleted|the change has taken effect)$/m,
  ),
  clock: end(0, 2, 'done with the clock corrected, which is said', /clock is 1h behind the service's/),
  unreachable: end(9, 4, '"not reachable" after 4 attempts: exit 9', /not reachable.*\(4 attempts\)/),
  failed: end(
    9,
    4,
    "the service's words after 4 attempts: exit 9",
    /InternalError|internal|unknown error|HTML|not JSON/i,
  ),
  throttled: end(9, 4, 'throttled after 4 attempts: exit 9', /Throttling\.User/),
  refused: end(1, 1, "the service's code and words: exit 1", /ONS_SYSTEM_ERROR/),
  unknown: end(
    6,
    1,
    '"outcome unknown" and the command that finds out: exit 6',
    /OutcomeUnknown[\s\S]*next: +alikafka /,
  ),
  unknown4: end(
    6,
    4,
    '"outcome unknown" after 4 attempts and the command that finds out: exit 6',
    /OutcomeUnknown[\s\S]*next: +alikafka /,
  ),
} as const;

type Name = keyof typeof ENDS;

/** A command of each class. */
export const CLASSES = [
  { title: 'read', line: 'topic list', action: 'GetTopicList' },
  { title: 'write', line: 'topic create one', action: 'CreateTopic' },
  { title: 'write that adds', line: 'topic add-partitions orders --to 24', action: 'ModifyPartitionNum' },
  { title: 'removal', line: 'topic delete orders-dead --yes', action: 'DeleteTopic' },
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
  row('drop,at=before', 'connection cut', 'before it is carried out', NETWORK, ...LOST),
  row('drop,at=after', 'connection cut', 'after it was carried out', NETWORK, ...KEPT),
  row('half', 'connection cut', 'in the middle of the answer', NETWORK, ...KEPT),
  row('delay,at=before,ms=600000', 'no answer in time', 'carried out late', NETWORK, ...LOST),
  row('delay,at=after,ms=600000', 'no answer in time', 'after it was carried out', NETWORK, ...KEPT),
  row('error,at=before', '500 of the service', 'before it is carried out', ANSWER, ...LOST),
  row('error,at=after', '500 of the service', 'after it was carried out', ANSWER, ...KEPT),
  row(
    'error,at=after,code=Throttling.User',
    '500 with a throttling code',
    'after it was carried out',
    THROTTLED5,
    ...KEPT,
  ),
  row('html,at=before', "a proxy's page, 502", 'before it is carried out', ANSWER, ...LOST),
  row('html,at=after', "a proxy's page, 502", 'after it was carried out', ANSWER, ...KEPT),
  row('throttle', 'throttled', 'instead of being carried out', ...five(['again', 'throttled'] as const)),
  row('refuse', '200 with Success=false', 'instead of being carried out', ...five(['refused', 'refused'] as const)),
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
