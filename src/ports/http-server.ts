/** The port of an HTTP server on the loopback interface, on which the emulator runs. */

/** A complete request. */
export interface HttpCall {
  readonly method: string;
  /** Path and query: `/?Action=GetTopicList`. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined if it is larger than the server accepts. */
  readonly body: Buffer | undefined;
}

/** The response to a call. */
export interface HttpReply {
  readonly status: number;
  /** All of them, including the length. */
  readonly headers: Readonly<Record<string, string | number>>;
  readonly text: string;
  /** How much is sent before the connection is closed; if absent, everything, and the connection stays open. */
  readonly sent?: 'nothing' | 'half';
}

/** Limits of the server. */
export interface ListenOptions {
  /** Port; 0 for any free one. */
  readonly port: number;
  /** Maximum bytes of a request's line and headers. */
  readonly largestHead: number;
  /** Maximum bytes of a body; some more is read and dropped, so that the client receives the response. */
  readonly largestBody: number;
  /** Milliseconds after which an idle connection is closed. */
  readonly idle: number;
}

/** A server that accepts requests. */
export interface HttpServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Settles when no call is in progress, including those of clients that have disconnected. */
  idle(): Promise<void>;
  /** Waits for the calls in progress, then closes every connection. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a server on the loopback interface. If a client disconnects, or `answer` rejects, the connection is closed.
 * Rejects with the system's error (EADDRINUSE, EACCES) if the port is not available.
 */
export type Listen = (options: ListenOptions, answer: (call: HttpCall) => Promise<HttpReply>) => Promise<HttpServer>;
