import type { Redact } from '../../errors/redact.ts';
import type { ProgramResult } from '../../ports/program.ts';
import type { AttemptEffects, AttemptLimits } from '../../transport/attempts.ts';
import type { ProxySettings } from '../../transport/proxy.ts';
import type { Send } from '../../transport/send.ts';
import type { StsPlace } from './sts-origin.ts';

/** The effects of fetching keys, and how often one request is sent at most. */
export interface FetchEffects extends AttemptEffects, AttemptLimits {
  readonly send: Send;
  /** For STS and for addresses that are not this machine; the metadata server is never asked through a proxy. */
  readonly proxy: ProxySettings | undefined;
  /** PEM text of CAs that are trusted beside the system's. */
  readonly ca?: string | undefined;
  /** Milliseconds for one request. */
  readonly timeout: number;
  readonly userAgent: string;
  nonce(): string;
  readFile(path: string): Promise<string | undefined>;
  /** Runs a program without a shell and kills it after `limit` milliseconds; on a terminal it may ask. Never rejects. */
  run(command: readonly string[], limit: number): Promise<ProgramResult>;
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
