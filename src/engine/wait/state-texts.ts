/** The texts of a wait, by the wanted state: whole sentences, shown through `t`. */

/** The sentences about one state. {status} is the current one in words, {list} several with their names. */
interface StateTexts {
  readonly waiting: { readonly one: string; readonly many: string };
  readonly pending: { readonly one: string; readonly many: string };
  /** How many are in the state, and what the next one does. */
  readonly progress: string;
  readonly impossible: string;
  readonly missing: string;
}

const TEXTS: Readonly<Record<string, StateTexts>> = {
  running: {
    waiting: { one: 'Waiting for {name} to be running', many: 'Waiting for {count} items to be running' },
    pending: { one: '{name} is not running yet: {status}', many: '{count} of {all} are not running yet: {list}' },
    progress: '{count} of {all} running; {status}',
    impossible: '{name} will not be running: {status}',
    missing: '{name} not found while waiting for it to be running',
  },
  listed: {
    waiting: { one: 'Waiting for {name} to be listed', many: 'Waiting for {count} items to be listed' },
    pending: { one: '{name} is not listed yet: {status}', many: '{count} of {all} are not listed yet: {list}' },
    progress: '{count} of {all} listed; {status}',
    impossible: '{name} will not be listed: {status}',
    missing: '{name} not found while waiting for it to be listed',
  },
  gone: {
    waiting: { one: 'Waiting for {name} to be deleted', many: 'Waiting for {count} items to be deleted' },
    pending: { one: '{name} is not deleted yet: {status}', many: '{count} of {all} are not deleted yet: {list}' },
    progress: '{count} of {all} deleted; {status}',
    impossible: '{name} will not be deleted: {status}',
    missing: '{name} not found while waiting for it to be deleted',
  },
  drained: {
    waiting: { one: 'Waiting for {name} to be drained', many: 'Waiting for {count} items to be drained' },
    pending: { one: '{name} is not drained yet: {status}', many: '{count} of {all} are not drained yet: {list}' },
    progress: '{count} of {all} drained; {status}',
    impossible: '{name} will not be drained: {status}',
    missing: '{name} not found while waiting for it to be drained',
  },
};

/** The sentences about any other state. */
const OTHER: StateTexts = {
  waiting: {
    one: 'Waiting for {name} to reach the state {state}',
    many: 'Waiting for {count} items to reach the state {state}',
  },
  pending: {
    one: '{name} has not reached the state {state} yet: {status}',
    many: '{count} of {all} have not reached the state {state} yet: {list}',
  },
  progress: '{count} of {all} have reached the state {state}; {status}',
  impossible: '{name} will not reach the state {state}: {status}',
  missing: '{name} not found while waiting for the state {state}',
};

/** The sentences about a state. */
export const stateTexts = (state: string): StateTexts =>
  Object.hasOwn(TEXTS, state) ? (TEXTS[state] ?? OTHER) : OTHER;
