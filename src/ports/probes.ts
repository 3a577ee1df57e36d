/** The port of the checks of `doctor` in addition to files and HTTP: permissions, DNS, TCP, TLS and the machine. */

/** The result of a probe, or why there is none. */
export type ProbeResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** As Node spells it (`ENOENT`). */
      readonly code: string;
      readonly why: string;
      /** What usually helps, if known. */
      readonly hint?: string | undefined;
    };

/** The certificate of a TLS server. */
export interface Certificate {
  /** Its subject, and its issuer. */
  readonly subject: string;
  readonly issuer: string;
  /** The end of its validity, epoch milliseconds. */
  readonly until: number;
  /** Why it is not trusted, as OpenSSL or Node spells it (`DEPTH_ZERO_SELF_SIGNED_CERT`); undefined if it is. */
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
 * The checks of `doctor` in addition to files and HTTP. A probe changes nothing (except `setMode`), returns errors
 * instead of throwing them, and ends after five seconds.
 */
export interface Probes {
  readonly machine: Machine;
  /** The permission bits of a file or folder; `ENOENT` if there is none. */
  mode(path: string): Promise<ProbeResult<number>>;
  /** Sets them. */
  setMode(path: string, mode: number): Promise<ProbeResult<void>>;
  /** Whether a file can be created in a folder, or in its nearest parent that exists; the path of that folder. */
  writable(path: string): Promise<ProbeResult<string>>;
  /** The addresses of a host. */
  resolve(host: string): Promise<ProbeResult<readonly string[]>>;
  /** Opens a TCP connection and closes it at once; the address that accepted it. */
  connect(host: string, port: number): Promise<ProbeResult<string>>;
  /** A TLS connection over which nothing is sent. `ca` (PEM) is trusted in addition to Node's own authorities. */
  handshake(host: string, port: number, ca?: string): Promise<ProbeResult<Certificate>>;
}
