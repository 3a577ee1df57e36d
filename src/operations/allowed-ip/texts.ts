/** The texts about changes of allow lists, for all operations that make them. */
import type { ChangeTexts } from '../../core/command.ts';
import type { Step } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';

export const ADDRESSES_ADDED: ChangeTexts = {
  about: {
    one: 'About to add {address} to the {list} allow list for port range {ports} ({target}).',
    many: 'About to add addresses to the allow list: {names} ({target}).',
  },
  reconciled: 'no clear response, but the address is in the list, so it was added',
  resumed: {
    one: 'Resuming the run started at {time}: {count} address already added, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} addresses already added, skipping (use --no-resume to start over)',
  },
  label: labelOf,
  values: valuesOf,
};

export const ADDRESSES_REMOVED: ChangeTexts = {
  question: {
    one: 'Remove {address} from the {list} allow list for port range {ports}?',
    many: 'Remove {count} addresses from the allow list?',
  },
  about: {
    one: 'About to remove {address} from the {list} allow list for port range {ports} ({target}).',
    many: 'About to remove addresses from the allow list: {names} ({target}).',
  },
  reconciled: 'no clear response, but the address is not in the list, so it was removed',
  resumed: {
    one: 'Resuming the run started at {time}: {count} address already removed, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} addresses already removed, skipping (use --no-resume to start over)',
  },
  label: labelOf,
  values: valuesOf,
};

/** An address with its list: `10.0.0.0/8 (vpc 9092/9092)`. */
function labelOf({ AllowedListType, PortRange, AllowedListIp }: Row): string {
  const address = String(AllowedListIp);
  return AllowedListType === undefined ? address : `${address} (${String(AllowedListType)} ${String(PortRange)})`;
}

/** The one address that is changed, and its list. */
function valuesOf(steps: readonly Step[]): Readonly<Record<string, string>> {
  const { AllowedListType, PortRange, AllowedListIp } = steps[0]?.input ?? {};
  return { address: String(AllowedListIp), list: String(AllowedListType), ports: String(PortRange) };
}
