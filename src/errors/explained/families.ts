import { FAMILIES } from '../catalogue/families.ts';
import { explain, type Theme } from './theme.ts';

const CAUSES: Readonly<Record<(typeof FAMILIES)[number]['name'], string>> = {
  'Throttling.*': 'More calls came within a second than the service takes from one account; other programs count too.',
  'Forbidden.*': 'The RAM user or role has no policy for this operation, or one that denies it for this instance.',
  'InvalidAccessKeyId.*': 'The key id is mistyped, was disabled or deleted, or belongs to another site of the vendor.',
  'InvalidSecurityToken.*': 'The token was cut when it was copied, has ended, or belongs to another key.',
  'Missing<Parameter>': 'The value of the parameter was left out, mostly with --no-validate or the command api.',
  'Invalid<Parameter>':
    'The value of the parameter breaks a rule that this tool does not check, or --no-validate was given.',
};

/** What explain says of codes that carry a name, and of newer members of a group. */
export const FAMILIES_THEME: Theme = {
  title: 'Families: codes that carry a name, and newer ones',
  codes: FAMILIES.map(({ name, entry }) => explain(name, entry, CAUSES[name])),
};
