import { type Clock, newClock } from '../clock.ts';
import { type Faults, newFaults } from '../faults/faults.ts';
import { type FlowControl, newFlowControl } from '../limits/flow-control.ts';
import type { Behaviour, EmulatorOptions } from '../options.ts';
import { newIssued, type Issued } from '../sts/issued.ts';
import { newTally, type Tally } from '../limits/tally.ts';

/** What moves in an emulator while it runs, beside its state: calls, the admin route and tests share it. */
export interface Live {
  readonly clock: Clock;
  readonly faults: Faults;
  /** Undefined where calls are not limited. */
  readonly flow: FlowControl | undefined;
  readonly tally: Tally;
  /** Temporary keys that STS has given. */
  readonly issued: Issued;
  /** Replaced, never changed in place. */
  behaviour: Behaviour;
}

/** As an emulator starts. */
export function newLive(options: EmulatorOptions): Live {
  return {
    clock: newClock(options.now, options.sleep),
    faults: options.faults ?? newFaults(),
    flow: options.limits === undefined ? undefined : newFlowControl(options.limits),
    tally: newTally(),
    issued: newIssued(),
    behaviour: options,
  };
}
