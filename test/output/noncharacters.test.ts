/** What no format is bound to carry is written as an escape in every one of them, and read back as it was. */
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { cli, INSTANCE } from '../support/context.ts';
import { ok } from '../support/effects.ts';

const ODD = ['\ufffe', '\uffff', '\ufdd0', '\ufdef', '\u{1fffe}', '\u{10ffff}', '\ud800', '\udfff', '\u0085', '\u2028'];

describe.each(['table', 'json', 'yaml', 'xml', 'csv', 'tsv', 'ndjson', 'name'])('-o %s', (format) => {
  test.each(ODD.map((odd): [string, string] => [(odd.codePointAt(0) ?? 0).toString(16), odd]))(
    'U+%s is printed escaped',
    async (_code, odd) => {
      const TopicVO = [{ Topic: `a${odd}b`, Remark: `x ${odd}`, InstanceId: INSTANCE }];
      const script = { GetTopicList: ok({ TopicList: { TopicVO }, Total: 1 }) };
      const ran = await cli(`topic list -o ${format}`, { script });
      expect(ran.code).toBe(0);
      for (const unprinted of [odd, '\ufffd']) expect(ran.stdout).not.toContain(unprinted);
      expect(ran.stdout).toMatch(/a(\\+u\{?|&#x)/i);
      if (format === 'json') expect(JSON.parse(ran.stdout)).toMatchObject([{ Topic: `a${odd}b` }]);
      if (format === 'yaml' && !/[\ud800-\udfff]/.test(odd))
        expect(parse(ran.stdout)).toMatchObject([{ Topic: `a${odd}b` }]);
    },
  );
});
