/** Runs `doctor` with a service that answers its requests, and reads the rows that it prints. */
import type { Send } from '../../src/transport/send.ts';
import { type Options, type Ran, runCli, words } from './context.ts';
import { http, NOW } from './effects.ts';
import { service } from './service.ts';

/** One row of its output. */
export interface CheckRow {
  readonly Check: string;
  readonly Status: string;
  readonly Detail: string;
  readonly Fix: string | null;
}

/** Runs it with -o json unless `line` has another format. `date` is the service's clock, epoch milliseconds. */
export async function doctor(line: string, options: Options, date = NOW, ...more: string[]): Promise<Ran> {
  const typed = line.startsWith('doctor') ? words(line) : ['doctor', ...words(line)];
  const format = typed.some((word) => word === '-o') ? [] : ['-o', 'json'];
  const script = options.script ?? { GetInstanceList: {}, DescribeProjectMeta: {} };
  const { send, calls } = service(script);
  const ran = await runCli([...typed, ...format, ...more], { send: dated(send, date), ...options });
  return { ...ran, calls };
}

/** Answers unsigned requests as the gateway does, with its clock in the Date header. */
const dated =
  (send: Send, date: number): Send =>
  async (request) => {
    if (request.method !== 'GET') return send(request);
    const headers: Record<string, string> = Number.isNaN(date) ? {} : { date: new Date(date).toUTCString() };
    return http(404, { Code: 'InvalidAction.NotFound' }, headers);
  };

/** The rows of a run with -o json. */
export const rowsOf = (ran: Ran): CheckRow[] => JSON.parse(ran.stdout) as CheckRow[];
