/** The actions of the admin route. Each checks the whole input first, so an invalid one changes nothing. */
import { parseMoment } from '../../core/text/time.ts';
import { milliseconds } from '../faults/keys.ts';
import { ruleFromJson } from '../faults/read.ts';
import { t } from '../../core/text/texts.ts';
import type { FaultRule } from '../faults/rule.ts';
import type { Live } from '../state/live.ts';
import { behaviourFrom, behaviourOf } from './behaviour.ts';

/** HTTP status, and the body, which is sent as JSON. */
export interface AdminReply {
  readonly status: number;
  readonly answer: object;
}

/** `json` is the parsed body; undefined if it is empty. */
export type AdminAction = (live: Live, json: unknown) => AdminReply;

/** A response with all problems of a request. */
export function wrong(status: number, ...errors: readonly string[]): AdminReply {
  return { status, answer: { errors } };
}

const good = (answer: object): AdminReply => ({ status: 200, answer });

const status: AdminAction = (live) =>
  good({
    ...faultsOf(live),
    ...clockOf(live),
    limits: live.flow === undefined ? null : { of: live.flow.of, slack: live.flow.slack },
    ...live.tally.counts(),
    behaviour: behaviourOf(live.behaviour),
  });

const faultsOf = ({ faults }: Live): object => ({ faults: faults.list() });
const clockOf = ({ clock }: Live): object => ({
  clock: { now: new Date(clock.now()).toISOString(), offset: clock.offset() },
});

const addFaults: AdminAction = (live, json) => {
  const given: readonly unknown[] = Array.isArray(json) ? json : [json];
  const rules: FaultRule[] = [];
  const errors: string[] = [];
  for (const [i, one] of given.entries()) {
    const read = ruleFromJson(one);
    if ('rule' in read) rules.push(read.rule);
    else
      errors.push(
        ...read.problems.map((problem) =>
          given.length > 1 ? t('rule {number}: {problem}', { number: i + 1, problem }) : problem,
        ),
      );
  }
  if (errors.length > 0) return wrong(400, ...errors);
  live.faults.add(...rules);
  return good(faultsOf(live));
};

const clearFaults: AdminAction = (live) => {
  live.faults.clear();
  return good(faultsOf(live));
};

const moveClock: AdminAction = (live, json) => {
  const by = distance(json, live.clock.now());
  if (by === undefined || Number.isNaN(new Date(live.clock.now() + by).getTime()))
    return wrong(
      400,
      t('must be {example} or {other}; both accept milliseconds too', {
        example: '{"advance": "15m"}',
        other: '{"set": "2026-05-20T12:00:00Z"}',
      }),
    );
  live.clock.advance(by);
  return good(clockOf(live));
};

/** By how much to move the clock, in milliseconds; undefined if the input is not valid. */
function distance(json: unknown, now: number): number | undefined {
  if (typeof json !== 'object' || json === null || Object.keys(json).length !== 1) return undefined;
  const { advance, set } = json as { readonly advance?: unknown; readonly set?: unknown };
  if (typeof advance === 'string') return milliseconds(advance, true);
  if (Number.isInteger(advance)) return advance as number;
  const at = typeof set === 'string' ? parseMoment(set) : Number.isInteger(set) ? (set as number) : undefined;
  return at === undefined ? undefined : at - now;
}

const behave: AdminAction = (live, json) => {
  const read = behaviourFrom(json);
  if ('errors' in read) return wrong(400, ...read.errors);
  live.behaviour = { ...live.behaviour, ...read.behaviour };
  return good({ behaviour: behaviourOf(live.behaviour) });
};

/** The actions by method and path. */
export const ACTIONS: ReadonlyMap<string, AdminAction> = new Map([
  ['GET', status],
  ['POST /faults', addFaults],
  ['DELETE /faults', clearFaults],
  ['POST /clock', moveClock],
  ['POST /behaviour', behave],
]);
