/** Runs `doctor` from the outside: its rows, and a service that answers its requests. */
import type { Send } from '../../src/transport/send.ts';
import { type Options, type Ran, runCli, words } from './context.ts';
import { http, NOW } from './effects.ts';
import { service } from './service.ts';

/** One row of its output. */
export interface Seen {
  readonly Check: string;
  readonly Result: string;
  readonly Seen: string;
  readonly Mend: string | null;
}

/** Runs it with JSON output unless the line has another format. `date` is the clock of the service. */
export async function doctor(line: string, options: Options, date = NOW, ...more: string[]): Promise<Ran> {
  const typed = line.startsWith('doctor') ? words(line) : ['doctor', ...words(line)];
  const format = typed.some((word) => word === '-o') ? [] : ['-o', 'json'];
  const script = options.script ?? { GetInstanceList: {}, DescribeProjectMeta: {} };
  const { send, calls } = service(script);
  const ran = await runCli([...typed, ...format, ...more], { send: dated(send, date), ...options });
  return { ...ran, calls };
}

/** Responds to unsigned requests like the gateway, with its clock. */
const dated =
  (send: Send, date: number): Send =>
  async (request) => {
    if (request.method !== 'GET') return send(request);
    const headers: Record<string, string> = Number.isNaN(date) ? {} : { date: new Date(date).toUTCString() };
    return http(404, { Code: 'InvalidAction.NotFound' }, headers);
  };

/** The rows of a run with JSON output. */
export const linesOf = (ran: Ran): Seen[] => JSON.parse(ran.stdout) as Seen[];
