/**
 * `/_emulator/` on the emulator's own port: looks at what moves while it runs, and moves it. JSON in and out. It is for
 * programs: what door.ts lets in. A page that a browser does not show as one fails by the header, too, which a browser
 * sends across origins only where the server agrees.
 */
import type { HttpCall, HttpReply } from '../../ports/http-server.ts';
import type { Live } from '../state/live.ts';
import { LARGEST } from '../http/receive.ts';
import { ACTIONS, type AdminReply, wrong } from './actions.ts';

const ROOT = '/_emulator';

/** Whether a request is for this route and not for the service. */
export function isAdmin(request: HttpCall): boolean {
  const path = pathOf(request);
  return path === ROOT || path.startsWith(`${ROOT}/`);
}

const pathOf = ({ url }: HttpCall): string => url.split('?')[0] ?? '';

/** Answers one request. */
export function administer(request: HttpCall, live: Live): HttpReply {
  const { status, answer } = answerTo(request, live);
  const text = `${JSON.stringify(answer, null, 2)}\n`;
  return { status, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }, text };
}

function answerTo(request: HttpCall, live: Live): AdminReply {
  const { method, headers, body } = request;
  if (headers['x-emulator-admin'] === undefined)
    return wrong(403, 'the header x-emulator-admin is required, with any value');
  const what = `${method} ${pathOf(request).slice(ROOT.length).replace(/\/$/, '')}`;
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
