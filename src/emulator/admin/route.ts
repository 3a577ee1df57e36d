/**
 * `/_emulator/` on the emulator's port: reads and changes faults, clock and behaviour while it runs, with JSON. It is
 * for programs, with the hosts of http/access.ts. The required header keeps web pages out: a browser sends it to
 * another origin only with the server's permission.
 */
import type { HttpCall, HttpReply } from '../../ports/http-server.ts';
import { t } from '../../core/text/texts.ts';
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

/** The response to a request. */
export function administer(request: HttpCall, live: Live): HttpReply {
  const { status, answer } = answerTo(request, live);
  const text = `${JSON.stringify(answer, null, 2)}\n`;
  return { status, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }, text };
}

function answerTo(request: HttpCall, live: Live): AdminReply {
  const { method, headers, body } = request;
  if (headers['x-emulator-admin'] === undefined)
    return wrong(403, t('the header x-emulator-admin is required, with any value'));
  const what = `${method} ${pathOf(request).slice(ROOT.length).replace(/\/$/, '')}`;
  const action = ACTIONS.get(what.trim());
  if (action === undefined) return wrong(404, unknownAction(what.trim()));
  if (body === undefined) return wrong(400, t('the body is larger than {max} bytes', { max: LARGEST }));
  return parsed(body, (json) => action(live, json));
}

const unknownAction = (action: string): string =>
  t('unknown request {action} below {root}; the requests are {known}', {
    action,
    root: ROOT,
    known: [...ACTIONS.keys()].join(', '),
  });

/** Parses the body as JSON; undefined if it is empty. */
function parsed(body: Buffer, use: (json: unknown) => AdminReply): AdminReply {
  const text = body.toString('utf8');
  if (text.trim() === '') return use(undefined);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return wrong(400, t('the body is not valid JSON'));
  }
  return use(json);
}
