/** How an outcome is printed: read to its end or not, with a note about unread results, and always closed. */
import { describe, expect, test } from '@jest/globals';
import { deliver } from '../../../src/cli/print.ts';
import { type Io, presentationOf } from '../../../src/engine/io.ts';
import type { Delivery, Outcome } from '../../../src/engine/outcome.ts';
import { nothingDone } from '../../../src/engine/unprinted.ts';
import { EXIT, Failure } from '../../../src/errors/failure.ts';
import { listDocument } from '../../../src/output/build.ts';
import { PLAIN } from '../../../src/output/terminal/colors.ts';
import { makeLog } from '../../../src/output/terminal/log.ts';
import { testContext } from '../../support/context.ts';

interface Watched {
  readonly outcome: Outcome;
  pages: number;
  closed: number;
  delivery: Delivery | undefined;
}

/** An outcome of three pages of a row each, and what became of it. */
async function watched(more: Partial<Outcome> = {}): Promise<Watched> {
  const seen: Omit<Watched, 'outcome'> = { pages: 0, closed: 0, delivery: undefined };
  async function* pages() {
    for (const Topic of ['a', 'b', 'c']) {
      seen.pages++;
      yield [{ Topic }];
    }
  }
  const view = { kind: 'list', columns: ['Topic'], name: 'Topic' } as const;
  const document = await listDocument({ view, shape: undefined, root: 'Topics', path: [], pages: pages() });
  const outcome: Outcome = {
    document,
    finish: async (delivery) => {
      seen.delivery = delivery;
      return EXIT.done;
    },
    close: async () => void seen.closed++,
    ...more,
  };
  return Object.assign(seen, { outcome });
}

function ioFor(options: Parameters<typeof testContext>[0]): { io: Io; text: () => string } {
  const { context, stdout } = testContext(options);
  const print = {
    format: 'ndjson',
    columns: undefined,
    sort: undefined,
    wide: false,
    queried: false,
    headers: true,
    pager: true,
    color: undefined,
    query: undefined,
  } as const;
  const log = makeLog(context, true, PLAIN);
  const presentation = presentationOf(() => 'ndjson');
  presentation.use(print);
  const io: Io = { context, log, colors: PLAIN, unprinted: nothingDone(), presentation };
  return { io, text: () => stdout.text() };
}

describe('an outcome', () => {
  test('is printed page by page, then finished and closed', async () => {
    const seen = await watched();
    const { io, text } = ioFor({});
    expect(await deliver(seen.outcome, io)).toBe(0);
    expect(text()).toBe('{"Topic":"a"}\n{"Topic":"b"}\n{"Topic":"c"}\n');
    expect(seen).toMatchObject({ pages: 3, closed: 1, delivery: { unread: false } });
  });

  test('with a closed pipe is not read further, and reports that', async () => {
    const seen = await watched();
    expect(await deliver(seen.outcome, ioFor({ stdoutFails: { code: 'EPIPE' } }).io)).toBe(0);
    expect(seen.pages).toBeLessThan(3);
    expect(seen).toMatchObject({ closed: 1, delivery: { unread: true } });
  });

  test('with a condition is read to its end with a closed pipe too', async () => {
    const seen = await watched({ whole: true });
    await deliver(seen.outcome, ioFor({ stdoutFails: { code: 'EPIPE' } }).io);
    expect(seen).toMatchObject({ pages: 3, closed: 1, delivery: { unread: true } });
  });

  test('that could not be printed is closed and not finished: the journal stays', async () => {
    const seen = await watched();
    const delivered = deliver(seen.outcome, ioFor({ stdoutFails: { code: 'ENOSPC' } }).io);
    await expect(delivered).rejects.toMatchObject({ code: 'StdoutFailed' });
    expect(seen).toMatchObject({ closed: 1, delivery: undefined });
  });

  test('that failed throws its failure after it was printed', async () => {
    const failure = new Failure({ exitCode: EXIT.partial, code: 'BatchFailed', message: '1 of 3 failed' });
    const seen = await watched({ finish: async () => failure });
    const { io, text } = ioFor({});
    await expect(deliver(seen.outcome, io)).rejects.toBe(failure);
    expect(text()).toContain('"c"');
    expect(seen.closed).toBe(1);
  });
});
