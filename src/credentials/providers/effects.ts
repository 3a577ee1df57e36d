/** The effects that providers of credentials need. */
import type { Redact } from '../../errors/redact.ts';
import type { ProgramResult } from '../../ports/program.ts';
import type { AttemptEffects, AttemptLimits } from '../../transport/attempts.ts';
import type { ProxySettings } from '../../transport/proxy.ts';
import type { Send } from '../../transport/send.ts';
import type { StsPlace } from './sts-origin.ts';

/** The effects and limits of fetching credentials. */
export interface FetchEffects extends AttemptEffects, AttemptLimits {
  readonly send: Send;
  /** For STS and for URLs of other machines; the instance metadata service is never reached through a proxy. */
  readonly proxy: ProxySettings | undefined;
  /** PEM text of CAs that are trusted in addition to the system's. */
  readonly ca?: string | undefined;
  /** Milliseconds for one request. */
  readonly timeout: number;
  readonly userAgent: string;
  nonce(): string;
  readFile(path: string): Promise<string | undefined>;
  /**
   * Runs a program without a shell and kills it after `limit` milliseconds; on a terminal it may prompt. Never rejects.
   */
  run(command: readonly string[], limit: number): Promise<ProgramResult>;
  /** The origin of STS (sts-origin.ts). Throws Failure (exit 4). */
  stsOrigin(place: StsPlace): string;
  /** The origin of the instance metadata service; its fixed address when absent. */
  readonly metadataOrigin?: string;
  /** Registers a secret that was received, before anything is printed. */
  hide(secret: string): void;
  /** Masks the secrets registered so far. */
  readonly redact: Redact;
  /** Gets a line for each request and response, without their bodies. */
  trace?(line: string): void;
}
