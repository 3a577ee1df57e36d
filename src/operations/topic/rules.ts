/** Limits of topics that several records check. */
import type { Rule } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';

/** Greatest number of partitions of a topic: documented in 2020, and accepted today. A topic never gets fewer. */
export const PARTITIONS = { documented: 48, today: 360 };

/** The documented rule of remarks, for a warning: the service accepts others. */
export const remarkAsDocumented: Rule<string> = (remark) =>
  /^[A-Za-z0-9_-]{3,64}$/.test(remark)
    ? undefined
    : sentence(
        '{name} should be 3 to 64 letters, digits, "_" and "-", as documented; the service may refuse other text',
      );

/** The same rule in help. */
export const REMARK = { format: '3 to 64 letters, digits, "_" and "-"; other text is sent with a warning' } as const;
