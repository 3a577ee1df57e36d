/** What a probe found, or why it found nothing. */
export type ProbeResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** As Node spells it (`ENOENT`). */
      readonly code: string;
      readonly why: string;
      /** What usually helps, where that is known. */
      readonly hint?: string | undefined;
    };

/** What the server of a TLS connection shows of itself. */
export interface Certificate {
  /** Whom it is for, and who says so. */
  readonly subject: string;
  readonly issuer: string;
  /** Its end, epoch milliseconds. */
  readonly until: number;
  /** Why it is not trusted, as OpenSSL or Node spells it (`DEPTH_ZERO_SELF_SIGNED_CERT`); undefined where it is. */
  readonly violation: string | undefined;
}

/** The machine and the Node that the program runs on. */
export interface Machine {
  /** Node's version: `22.12.0`. */
  readonly node: string;
  /** As Node spells them: `linux`, `x64`. */
  readonly platform: string;
  readonly arch: string;
}

/**
 * What `doctor` checks in addition to files and HTTP. A probe changes nothing (but `setMode`), reports instead of
 * throwing, and has five seconds.
 */
export interface Probes {
  readonly machine: Machine;
  /** The permission bits of a file or folder; `ENOENT` where there is none. */
  mode(path: string): Promise<ProbeResult<number>>;
  /** Sets them. */
  setMode(path: string, mode: number): Promise<ProbeResult<void>>;
  /** Whether something can be made in a folder, or in the nearest one above it that is there; which one that is. */
  writable(path: string): Promise<ProbeResult<string>>;
  /** The addresses of a host. */
  resolve(host: string): Promise<ProbeResult<readonly string[]>>;
  /** A TCP connection that is closed at once; the address that took it. */
  connect(host: string, port: number): Promise<ProbeResult<string>>;
  /** A TLS connection over which nothing is sent. `ca` (PEM) is trusted beside what Node trusts. */
  handshake(host: string, port: number, ca?: string): Promise<ProbeResult<Certificate>>;
}
