/** The usual causes of the families in catalogue/families.ts, for `explain` and docs/errors.md. */
import { FAMILIES } from '../catalogue/families.ts';
import { type Cause, explain, type Theme } from './theme.ts';

const CAUSES: Readonly<Record<(typeof FAMILIES)[number]['name'], Cause>> = {
  'Throttling.*': {
    cause:
      'The account sent more requests per second than the service accepts; other programs of the account count too.',
  },
  'Forbidden.*': {
    cause: 'No policy of the RAM user or role allows the operation, or a policy denies it for this instance.',
  },
  'InvalidAccessKeyId.*': {
    cause: 'The AccessKey ID is misspelled, was disabled or deleted, or belongs to another site of Alibaba Cloud.',
  },
  'InvalidSecurityToken.*': {
    cause: 'The token was cut off when it was copied, has expired, or belongs to another AccessKey.',
  },
  'Invalid.*': {
    cause: 'The value of the parameter that the code names breaks a rule that this tool does not check.',
  },
  'Missing<Parameter>': {
    cause: 'The value of the parameter was left out, usually with --no-validate or "alikafka api".',
  },
  'Invalid<Parameter>': {
    cause: 'The value of the parameter breaks a rule that this tool does not check, or --no-validate was given.',
  },
};

/** The usual causes of codes that contain a parameter's name, and of newer codes of a group. */
export const FAMILIES_THEME: Theme = {
  title: 'Families of codes',
  codes: FAMILIES.map(({ name, entry }) => explain(name, entry, CAUSES[name])),
};
