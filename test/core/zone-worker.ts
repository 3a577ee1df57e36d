/** What times without a zone are read as, printed as JSON; started in several zones by zones.test.ts. */
import { parseMoment, parseUtc } from '../../src/core/text/time.ts';
import { keysIn } from '../../src/credentials/providers/answer-keys.ts';
import { clockOffset, namedWait } from '../../src/transport/retry.ts';

const NAMES = { id: 'id', secret: 'secret', token: 'token', end: 'end' };
const asked = {
  source: { kind: 'uri', mode: 'CredentialsURI', from: 'x', uri: 'x' },
  who: 'x',
  needsToken: false,
} as const;
const NOW = Date.UTC(2026, 0, 31, 11, 59);
const DATE = { date: 'Sat, 31 Jan 2026 12:00:30' };
const expired = { kind: 'refused', code: 'InvalidTimeStamp.Expired', httpStatus: 400 } as const;

const end = '2026-01-31T12:00:00';
const row = { id: 'testid', secret: 'testsecret', token: 'testtoken', end };
process.stdout.write(
  JSON.stringify({
    isLocal: new Date(end).getTimezoneOffset() !== 0,
    moments: [end, '2026-01-31 12:00:00', '2026-01-31'].map(parseMoment),
    times: [end, 'Sat, 31 Jan 2026 12:00:00', 'Sat Jan 31 12:00:00 2026', 'Jan 31 2026'].map(parseUtc),
    expires: keysIn(row, NAMES, asked, { hide: () => undefined }).expires,
    wait: namedWait({ ...DATE, 'retry-after': 'Sat, 31 Jan 2026 12:00:50' }, NOW),
    waitByClock: namedWait({ 'retry-after': 'Sat, 31 Jan 2026 12:00:50' }, NOW),
    offset: clockOffset(expired, DATE, NOW),
  }),
);
