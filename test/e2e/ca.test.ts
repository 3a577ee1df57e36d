/** `--ca-file` and NODE_EXTRA_CA_CERTS, which Node reads when it starts: both CAs are trusted, but no other. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Certified, selfSigned } from '../support/certificate.ts';
import { alikafka, type Ended, folder } from './support/program.ts';

const DAY = 86_400_000;
const home = folder();
const made = (name: string): Certified => selfSigned({ name, from: Date.now() - DAY, until: Date.now() + DAY });
const [ofNode, ofFlag, ofNobody] = [made('CA of the environment'), made('CA of the flag'), made('CA of nobody')];
const paths = [ofNode, ofFlag].map(({ cert }, i) => {
  const path = join(home.path, `${i}.pem`);
  writeFileSync(path, cert);
  return path;
});

afterAll(() => home.remove());

const ANSWER = JSON.stringify({ Code: 200, Success: true, Total: 1, TopicList: { TopicVO: [{ Topic: 'orders' }] } });

/** Lists the topics of a service with the certificate. */
async function ask(certified: Certified): Promise<Ended> {
  const server = createServer(certified, (_request, response) => response.end(ANSWER));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const line = `topic list -r cn-hangzhou -i alikafka_pre-cn-x -o name --max-attempts 1 --endpoint https://127.0.0.1:${port}`;
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
    NODE_EXTRA_CA_CERTS: paths[0] ?? '',
  };
  try {
    return await alikafka([...line.split(' '), '--ca-file', paths[1] ?? ''], { home: home.path, env });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a service with a certificate', () => {
  test.each([
    ['of the CA in NODE_EXTRA_CA_CERTS', ofNode],
    ['of the CA in --ca-file', ofFlag],
  ])('%s is trusted', async (_says, certified) => {
    expect(await ask(certified)).toMatchObject({ code: 0, stdout: 'orders\n' });
  });

  test('of another CA is not trusted', async () => {
    expect(await ask(ofNobody)).toMatchObject({ code: 9, stdout: '' });
  });
});
