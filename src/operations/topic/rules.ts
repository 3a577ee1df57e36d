import type { Rule } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';

/** Partitions of one topic: 48 in the reference, 360 today. They never shrink. */
export const PARTITIONS = { documented: 48, today: 360 };

export const remarkAsDocumented: Rule<string> = (remark) =>
  /^[A-Za-z0-9_-]{3,64}$/.test(remark)
    ? undefined
    : sentence('{name} is documented as 3 to 64 letters, digits, "_", "-"; the service may refuse other text');
