/** A service that responds when the test requests it, so that a test can act while a request is in progress. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RUNNING } from './program.ts';

export interface HeldService {
  readonly env: Readonly<Record<string, string>>;
  /** The received actions, in order. */
  readonly actions: readonly string[];
  /** Resolves after a number of requests of an action. */
  came(action: string, count?: number): Promise<void>;
  /** From now on, requests of this action wait for `release`. */
  hold(action: string): void;
  /** Responds to the held requests. */
  release(): void;
  close(): Promise<void>;
}

/** The response to each action. Any other action succeeds. */
export async function heldService(answers: Readonly<Record<string, object>> = {}): Promise<HeldService> {
  const actions: string[] = [];
  const holds = new Set<string>();
  const held: (() => void)[] = [];
  let look = (): void => undefined;
  const answer = (action: string, response: ServerResponse): void =>
    void response.end(JSON.stringify({ RequestId: 'R', Code: 200, Success: true, Message: '', ...answers[action] }));
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const action = new URLSearchParams(body).get('Action') ?? '';
      actions.push(action);
      if (holds.has(action)) held.push(() => answer(action, response));
      else answer(action, response);
      look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    env: {
      ALIKAFKA_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ALIKAFKA_REGION: 'cn-hangzhou',
      ALIKAFKA_INSTANCE: RUNNING,
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
    },
    actions,
    came: (action, count = 1) =>
      new Promise((resolve) => {
        look = () => {
          if (actions.filter((one) => one === action).length >= count) resolve();
        };
        look();
      }),
    hold: (action) => void holds.add(action),
    release: () => {
      holds.clear();
      for (const send of held.splice(0)) send();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
