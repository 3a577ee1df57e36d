/** Closes the client of a command together with its outcome. */
import type { Client } from '../client/client.ts';
import type { Outcome } from './outcome.ts';

/** The outcome of some work on a client; the client is closed with it, or at once if the work throws. */
export async function withClient(client: Client, work: (client: Client) => Promise<Outcome>): Promise<Outcome> {
  try {
    return { ...(await work(client)), close: () => client.close() };
  } catch (error) {
    await client.close();
    throw error;
  }
}
