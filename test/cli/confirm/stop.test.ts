/** Ctrl-C, SIGTERM and SIGHUP: the current request ends, and the output lists what was done and what was not. */
import { describe, expect, test } from '@jest/globals';
import { NetworkFault } from '../../../src/transport/send.ts';
import { cli, errorOf, json } from '../../support/context.ts';
import { ok, refusal } from '../../support/effects.ts';
import { topics } from '../../support/service.ts';

describe.each([
  [130, 'interrupted'],
  [143, 'terminated'],
  [129, 'terminal closed'],
])('exit %i', (code, word) => {
  test('a batch: finishes the current request, attempts no other, and prints all results', async () => {
    const stop = new AbortController();
    const ran = await cli('topic delete a b c d --yes -o json', {
      stop: stop.signal,
      script: {
        DeleteTopic: (_params, nth) => {
          if (nth === 2) stop.abort(code);
          return ok();
        },
      },
    });
    expect(ran.code).toBe(code);
    expect((json(ran) as { Topic: string; Result: string }[]).map(({ Topic, Result }) => [Topic, Result])).toEqual([
      ['a', 'deleted'],
      ['b', 'deleted'],
      ['c', 'not-attempted'],
      ['d', 'not-attempted'],
    ]);
    expect(errorOf(ran)).toMatchObject({
      code: 'Interrupted',
      exitCode: code,
      message: `${word}: 2 of 4 done, 2 not attempted`,
    });
    expect(errorOf(ran)['hint']).toMatch(/same command/);
  });

  test('a read ends, and nothing is printed', async () => {
    const stop = new AbortController();
    const ran = await cli('topic list -o json', {
      stop: stop.signal,
      script: {
        GetTopicList: (_params, nth) => {
          if (nth === 1) return { ...topics({ Topic: 'a' }), Total: 2 };
          stop.abort(code);
          return new NetworkFault('interrupted', 'ABORTED', true);
        },
      },
    });
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code: 'Interrupted', message: word });
  });

  test('earlier failures are still in the results', async () => {
    const stop = new AbortController();
    const ran = await cli('topic delete a b --yes -o json', {
      stop: stop.signal,
      script: {
        DeleteTopic: () => {
          stop.abort(code);
          return refusal('BIZ_TOPIC_NOT_FOUND');
        },
      },
    });
    expect(ran.code).toBe(code);
    expect(json(ran)).toMatchObject([{ Result: 'failed' }, { Result: 'not-attempted' }]);
  });
});
