/** Runs the command `wait`: waits for a state without a change before it. */
import { logSettings } from '../../config/load-settings.ts';
import type { Settings } from '../../config/settings.ts';
import type { WaitStatus } from '../../core/command.ts';
import { type Client, openClient } from '../../client/client.ts';
import type { Document } from '../../output/document.ts';
import { withoutSecrets } from '../../output/without-secrets.ts';
import { listedText } from '../change/results.ts';
import type { CommandOptions } from '../command-context.ts';
import { dryDocument, recorded } from '../dry-run.ts';
import { naming } from '../not-found.ts';
import { finished, type Outcome } from '../outcome.ts';
import type { EngineIo } from '../run-command.ts';
import { withClient } from '../with-client.ts';
import { waitFor } from './wait.ts';
import { labelOf, type WaitItem, type Wanted, waitIoOf } from './wait-state.ts';

/** A wait for a state, without a change. */
export interface WaitRequest {
  readonly wanted: Wanted;
  readonly options: CommandOptions;
  /** Finds what is waited for, by its id; a name may be looked up. Throws Failure. */
  readonly find: (client: Client) => Promise<WaitItem>;
  /** The document of its state when the wait is over. */
  readonly show: (item: WaitItem, status: WaitStatus | undefined) => Document;
}

/** Milliseconds that reads may take after the wait's own time, so that the last one can end. */
const GRACE = 5000;

/** Reads until something is in a state; then prints its state. Throws Failure as `waitFor` does. */
export async function runWait(request: WaitRequest, settings: Settings, io: EngineIo): Promise<Outcome> {
  const { wanted, options, find, show } = request;
  await logSettings(settings, io.log);
  const deadline = Math.min(options.deadline ?? Number.POSITIVE_INFINITY, wanted.timeout + GRACE);
  const opened = openClient(io.context, settings, { ...options, deadline }, io.log, () => true);
  return withClient(opened, async (client) => {
    const item = await find(client);
    const read = (): Promise<unknown> => wanted.check([item.input], client.reader);
    if (options.dryRun) return finished({ document: await dryDocument(await recorded(client, [read])) });
    const run = { client, settings, options, ...io };
    const [status] = await naming(run, item.input, () => waitFor([item], wanted, waitIoOf(run)));
    if (status?.listedAs !== undefined) await io.log.info(listedText(labelOf(item), status.listedAs));
    return finished({ document: withoutSecrets(show(item, status), io.log) });
  });
}
