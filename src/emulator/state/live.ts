/** What a running emulator keeps in memory in addition to its state. */
import { type Clock, newClock } from '../clock.ts';
import { type Faults, newFaults } from '../faults/faults.ts';
import { type FlowControl, newFlowControl } from '../limits/flow-control.ts';
import type { Behaviour, EmulatorOptions } from '../options.ts';
import { newIssued, type Issued } from '../sts/issued.ts';
import { newTally, type Tally } from '../limits/tally.ts';

/** What changes in a running emulator in addition to its state; shared by calls, the admin route and tests. */
export interface Live {
  readonly clock: Clock;
  readonly faults: Faults;
  /** Undefined without rate limits. */
  readonly flow: FlowControl | undefined;
  readonly tally: Tally;
  /** Temporary keys that STS has issued. */
  readonly issued: Issued;
  /** Replaced as a whole, never changed in place. */
  behaviour: Behaviour;
}

/** The values at the start of an emulator. */
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
