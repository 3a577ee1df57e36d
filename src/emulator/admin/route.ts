/**
 * `/_emulator/` on the emulator's own port: looks at what moves while it runs, and moves it. JSON in and out. It is for
 * programs: what door.ts lets in. A page that a browser does not show as one fails by the header, too, which a browser
 * sends across origins only where the server agrees.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Live } from '../state/live.ts';
import { bodyOf, LARGEST } from '../http/receive.ts';
import { ACTIONS, type AdminReply, wrong } from './actions.ts';

const ROOT = '/_emulator';

/** Whether a request is for this route and not for the service. */
export function isAdmin(request: IncomingMessage): boolean {
  const path = pathOf(request);
  return path === ROOT || path.startsWith(`${ROOT}/`);
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?')[0] ?? '';

/** Answers one request. Never rejects: a client that broke off gets nothing. */
export async function administer(request: IncomingMessage, response: ServerResponse, live: Live): Promise<void> {
  try {
    const body = await bodyOf(request);
    const { status, answer } = replyTo(request, body, live);
    const text = `${JSON.stringify(answer, null, 2)}\n`;
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  } catch {
    response.destroy();
  }
}

function replyTo(request: IncomingMessage, body: Buffer | undefined, live: Live): AdminReply {
  if (request.headers['x-emulator-admin'] === undefined)
    return wrong(403, 'the header x-emulator-admin is required, with any value');
  const what = `${request.method ?? ''} ${pathOf(request).slice(ROOT.length).replace(/\/$/, '')}`;
  const action = ACTIONS.get(what.trim());
  if (action === undefined) return wrong(404, `there is no ${what.trim()} below ${ROOT}; ${KNOWN}`);
  if (body === undefined) return wrong(400, `the body is larger than ${LARGEST} bytes`);
  return parsed(body, (json) => action(live, json));
}

const KNOWN = `there are ${[...ACTIONS.keys()].join(', ')}`;

/** The body as JSON; undefined where there is none. */
function parsed(body: Buffer, use: (json: unknown) => AdminReply): AdminReply {
  const text = body.toString('utf8');
  if (text.trim() === '') return use(undefined);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return wrong(400, 'the body is not JSON');
  }
  return use(json);
}
