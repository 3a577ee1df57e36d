import type { Redact } from '../../errors/redact.ts';
import type { ProxySettings } from '../../transport/proxy.ts';
import type { Send } from '../../transport/send.ts';
import type { StsPlace } from './sts-origin.ts';

/** What a program came to. */
export interface Ran {
  /** Undefined where it did not come to its own end. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Undefined where it was shown on the terminal. */
  readonly stderr?: string;
  /** Why it did not start or end by itself: `there is no such command`. */
  readonly violation?: string;
}

/** The effects of fetching keys. */
export interface FetchEffects {
  readonly send: Send;
  /** For STS and for addresses that are not this machine; the metadata server is never asked through a proxy. */
  readonly proxy: ProxySettings | undefined;
  /** PEM text of CAs that are trusted beside the system's. */
  readonly ca?: string | undefined;
  /** How often one request is sent at most. */
  readonly maxAttempts: number;
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** When the whole command has to be through, epoch milliseconds. */
  readonly until?: number | undefined;
  readonly userAgent: string;
  readonly stop: AbortSignal;
  now(): number;
  random(): number;
  nonce(): string;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readFile(path: string): Promise<string | undefined>;
  /** Runs a program without a shell and kills it after `limit` milliseconds; on a terminal it may ask. Never rejects. */
  run(command: readonly string[], limit: number): Promise<Ran>;
  /** Where STS is asked (sts-origin.ts). Throws Failure. */
  stsOrigin(place: StsPlace): string;
  /** The metadata server's; its own address when absent. */
  readonly metadataOrigin?: string;
  /** Told of every secret that comes in, before anything can be said. */
  hide(secret: string): void;
  /** Masks the secrets that came in so far. */
  readonly redact: Redact;
  /** Hears a line for each request and answer; bodies are never in it. */
  trace?(line: string): void;
}
