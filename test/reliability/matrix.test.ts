/** Every cell of the fault matrix, over real HTTP: exit code, what is read, how often it was sent, what became of it. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { seed } from '../../src/emulator/state/seed.ts';
import type { State } from '../../src/emulator/state/state.ts';
import { partitionsOf } from '../../src/emulator/limits/traffic.ts';
import type { Send } from '../../src/transport/send.ts';
import { undiciSender } from '../../src/host/http/undici.ts';
import { cli } from '../support/context.ts';
import { fixedClock, NOW } from '../support/effects.ts';
import { runningInstance, startTestEmulator } from '../support/emulator.ts';
import { CLASSES, type End, MATRIX, matrixTable } from './matrix.ts';

/** A port without a listener. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** How often a change was carried out, by the state; a read always is. */
const DONE: Readonly<Record<string, (state: State) => number>> = {
  CreateTopic: (state) => runningInstance(state).topics.filter(({ name }) => name === 'one').length,
  ModifyPartitionNum: (state) =>
    (runningInstance(state)
      .topics.filter(({ name }) => name === 'orders')
      .map(partitionsOf)[0] ?? 0) /
      12 -
    1,
  DeleteTopic: (state) => (runningInstance(state).topics.some(({ name }) => name === 'orders-dead') ? 0 : 1),
  CreatePrePayOrder: (state) => state.orders.length - 3,
};

async function runCell(fault: string, times: string, of: (typeof CLASSES)[number]) {
  const state = seed(NOW);
  const clock = fixedClock(NOW);
  const noConnection = fault === 'refuse-connection';
  const faults = noConnection ? [] : [`${fault},action=${of.action}${times}`];
  const emulator = await startTestEmulator({ state, faults, clock: () => clock.now() });
  const sender = undiciSender();
  const closed = `http://127.0.0.1:${await closedPort()}`;
  let sent = 0;
  const send: Send = (request) => {
    if (!request.body.includes(`Action=${of.action}&`)) return sender.send(request);
    sent++;
    const nobody = noConnection && (times === '' || sent === 1);
    return sender.send(nobody ? { ...request, origin: closed } : request);
  };
  try {
    // Only who is left without an answer waits for it in real time.
    const line = `${of.line} --rate 0 --timeout ${fault.startsWith('delay') ? '500ms' : '30s'}`;
    const ran = await cli(line, { env: { ...emulator.env }, clock, send });
    emulator.clock.advance(3_600_000);
    await emulator.idle();
    return { ran, sent, done: DONE[of.action]?.(state) };
  } finally {
    await sender.close();
    await emulator.close();
  }
}

const cells = MATRIX.flatMap(({ fault, what, where, cells: row }) =>
  CLASSES.flatMap((of, i) => {
    const [once, always] = row[i] as readonly [End, End];
    return [
      // A clock that is wrong stays wrong.
      {
        name: `${of.title}: ${what} ${where}, once`,
        fault,
        of,
        times: fault.startsWith('skew') ? '' : ',times=1',
        wanted: once,
      },
      { name: `${of.title}: ${what} ${where}, every time`, fault, of, times: '', wanted: always },
    ];
  }),
);

// What is imported at the first request takes its time, which is not to be taken from an attempt's.
beforeAll(async () => void (await runCell('throttle', ',times=1', CLASSES[0])));

describe('the fault matrix', () => {
  test.each(cells)('$name', async ({ fault, of, times, wanted }) => {
    const { ran, sent, done } = await runCell(fault, times, of);
    expect({ stderr: ran.stderr, exit: ran.code, sent }).toEqual({
      stderr: ran.stderr,
      exit: wanted.exit,
      sent: wanted.sent,
    });
    if (wanted.says !== undefined) expect(ran.stderr).toMatch(wanted.says);
    if (done !== undefined) expect(wanted.exit === 6 ? [0, 1] : [wanted.exit === 0 ? 1 : 0]).toContain(done);
  });

  test('the documentation has the tested table', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'reliability.md'), 'utf8');
    expect(page).toContain(matrixTable());
  });
});
