/**
 * The client of a command: calls operations, page by page where needed, and records the requests of a dry run. What signs
 * and sends them is in sender.ts.
 */
import { originOf, requireRegion, type Settings } from '../config/settings.ts';
import type { Effects } from '../context.ts';
import type { Operation, Reader, Values } from '../core/operation.ts';
import type { Target } from '../core/plan.ts';
import type { Product } from '../core/operation.ts';
import { complete, toWire } from '../core/request.ts';
import { wholeNumber } from '../core/text/whole-number.ts';
import type { WireParams } from '../core/signature.ts';
import type { Row } from '../core/shape.ts';
import type { AttemptCount } from '../transport/attempts.ts';
import type { CallableOperation, Ok } from '../transport/call.ts';
import { pages } from './pagination/pages.ts';
import { objectOf } from './rows.ts';
import type { CallOptions } from './call-options.ts';
import { type Running, startLocal } from './local-emulator.ts';
import type { Log } from '../output/terminal/log.ts';
import { type Reading, readingOf } from './reading.ts';
import type { Sender } from './sender.ts';

/**
 * The signed calls of one command, with its credentials, rate limits and region. The local emulator starts at the
 * first.
 */
export interface Client {
  readonly region: string;
  /** The id of the instance, once its name is resolved. */
  instance: string | undefined;
  /** The same client for another region or instance, with the same credentials, rate limits, clock and deadline. */
  at(target: Target): Client;
  /** The same client for many reads: they keep to the rate of their operation before the service throttles them. */
  paced(): Client;
  readonly reader: Reader;
  /** The origin of a product's requests; `local` for the local emulator. */
  originFor(product: Product): string;
  /** The complete request parameters of an operation, with those of --param where they are meant for it. */
  wireOf(operation: Operation, input: Values): WireParams;
  /** The end of the command's time, epoch milliseconds; undefined without --deadline. */
  readonly until: number | undefined;
  call(operation: Operation, input: Values, how?: RequestOptions): Promise<Ok>;
  /**
   * The requests per second of an operation now; 0 where they are not limited. Throws Failure (exit 4) without
   * credentials.
   */
  rateOf(operation: CallableOperation): Promise<number>;
  /** Fetches the credentials and checks the proxy, before a prompt is shown. Throws Failure. */
  signIn(product: Product): Promise<void>;
  pages(operation: Operation, input: Values): AsyncGenerator<Row[]>;
  /**
   * From now on nothing is sent: each request is added to the returned list, and its call throws `NotSent`. So
   * `--dry-run` runs the same code as the command.
   */
  record(): readonly RecordedRequest[];
  close(): Promise<void>;
}

/** A request that was recorded instead of sent, with all parameters except those of the signature. */
export interface RecordedRequest {
  readonly operation: Operation;
  readonly params: WireParams;
  /** The origin that it would be sent to; `local` for the local emulator. */
  readonly origin: string;
}

/** The error of a recorded call, which has no response. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/** Options of one call. */
export interface RequestOptions {
  readonly format?: 'JSON' | 'XML';
  /** The number of attempts at the same change. */
  readonly used?: AttemptCount;
  /** Set by a paced client. */
  readonly paced?: boolean;
}

/**
 * Opens a client; nothing is sent or started yet. The parameters of --param are added to the operations for which
 * `takesParams` is true, and to no other read of the command.
 */
export function openClient(
  context: Effects,
  settings: Settings,
  options: CallOptions,
  log: Log,
  takesParams: (operation: Operation) => boolean = () => false,
): Client {
  const calls = openCalls(context, settings, options, log);
  const clientAt = (region: string, instance: string | undefined, paced: boolean = false): Client => {
    const client: Client = {
      region,
      instance,
      until: calls.until,
      at: (target) =>
        clientAt(
          target.region ?? region,
          target.instance ?? (target.region === undefined ? client.instance : undefined),
          paced,
        ),
      paced: () => clientAt(region, client.instance, true),
      originFor: (product) => calls.originIn(region, product),
      wireOf: (operation, input) => wireOf(operation, input, client, takesParams(operation) ? options.params : {}),
      call: (operation, input, how) =>
        calls.callIn(region, operation, client.wireOf(operation, input), { ...how, paced }),
      rateOf: (operation) => calls.rateIn(region, operation),
      signIn: (product) => calls.signIn(client.originFor(product)),
      pages: (operation, input) => countedPages(operation, input, client, calls.reading),
      reader: readerOf(() => client, calls.reading),
      record: calls.record,
      close: calls.close,
    };
    return client;
  };
  return clientAt(requireRegion(settings), settings.instance?.value);
}

/** What all clients of a command share: the sender, the emulator, the recorder. */
function openCalls(context: Effects, settings: Settings, options: CallOptions, log: Log) {
  let running: Promise<Running> | undefined;
  const originIn = (region: string, product: Product): string =>
    settings.local ? 'local' : originOf(product, settings, options.endpoint, region);
  const urlIn = async (region: string, product: Product): Promise<string> => {
    if (!settings.local) return originIn(region, product);
    running ??= startLocal(context);
    return (await running).url;
  };
  const until = options.deadline === undefined ? undefined : context.now() + options.deadline;
  let opened: Promise<Sender> | undefined;
  // Late: a dry run sends nothing.
  const sender = (): Promise<Sender> =>
    (opened ??= import('./sender.ts').then(({ openSender }) => openSender(context, settings, options, log, until)));
  const recorder = newRecorder();
  const reading = readingOf(context, options);
  return {
    reading,
    until,
    originIn,
    callIn: async (region: string, operation: Operation, params: WireParams, how: RequestOptions = {}): Promise<Ok> => {
      recorder.take({ operation, params, origin: originIn(region, operation.product) });
      const one = await sender();
      const origin = await urlIn(region, operation.product);
      const sent = (): Promise<Ok> => one.send({ operation, origin, params, ...how }, region);
      const ok = await (operation.effect === 'read' ? reading.during(operation, sent) : sent()).catch(async (error) => {
        throw (await running)?.stateFailure() ?? error;
      });
      return one.confirmed(operation, ok);
    },
    rateIn: async (region: string, operation: CallableOperation): Promise<number> =>
      (await sender()).rateOf(operation, region),
    signIn: async (origin: string): Promise<void> => {
      const one = await sender();
      one.checkProxy(origin);
      await reading.signingIn(() => one.fetchKeys());
    },
    record: recorder.start,
    close: async (): Promise<void> => (await running?.catch(() => undefined))?.close(),
  };
}

const readerOf = (client: () => Client, reading: Reading): Reader => ({
  rows: (operation, input) => collect(client().pages(operation, input)),
  object: async (operation, input) => {
    const { body } = await client().call(operation, input);
    reading.addObject(operation);
    return objectOf(operation, body);
  },
  expects: reading.expect,
});

/** The pages of a list; the progress shows how many records they have so far. */
async function* countedPages(
  operation: Operation,
  input: Values,
  client: Pick<Client, 'call'>,
  reading: Reading,
): AsyncGenerator<Row[]> {
  const fetch = async (values: Values): Promise<Row> => {
    const { body } = await client.call(operation, values);
    if (operation.paging?.style === 'page') reading.expect(operation, wholeNumber(body[operation.paging.total]));
    return body;
  };
  for await (const page of pages(operation, input, fetch)) {
    reading.addRows(operation, page.length);
    yield page;
  }
}

/** Records requests instead of sending them, once it is started. */
function newRecorder() {
  let unsent: RecordedRequest[] | undefined;
  return {
    start: (): readonly RecordedRequest[] => (unsent = []),
    /** Throws NotSent. */
    take: (request: RecordedRequest): void => {
      if (unsent === undefined) return;
      unsent.push(request);
      throw new NotSent(request.operation.action);
    },
  };
}

const wireOf = (operation: Operation, input: Values, client: Client, more: WireParams): WireParams => ({
  ...toWire(operation.params, complete(operation, input, client)),
  ...more,
});

async function collect(all: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of all) rows.push(...page);
  return rows;
}
