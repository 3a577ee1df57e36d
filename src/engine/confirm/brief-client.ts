/** A client with a short time limit, for reads before a question. */
import { openClient } from '../../client/client.ts';
import type { CommandContext } from '../command-context.ts';

/** The reads of such a client take at most this many milliseconds in total. */
const MAX_TIME = 3000;

/** A separate client, for reads that must be short. */
export function briefClient({
  context,
  settings,
  options,
  log,
  client,
}: Pick<CommandContext, 'context' | 'settings' | 'options' | 'log' | 'client'>): ReturnType<typeof openClient> {
  const left = (client.until ?? Number.POSITIVE_INFINITY) - context.now();
  const own = openClient(context, settings, { ...options, deadline: Math.min(MAX_TIME, left) }, log);
  const { region, instance } = client;
  return own.at({ region, ...(instance === undefined ? {} : { instance }) });
}
