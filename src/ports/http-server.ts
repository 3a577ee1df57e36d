/** A request as it came in, whole. */
export interface HttpCall {
  readonly method: string;
  /** Path and query: `/?Action=GetTopicList`. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where it is larger than the server takes. */
  readonly body: Buffer | undefined;
}

/** What is sent back. */
export interface HttpReply {
  readonly status: number;
  /** All of them, the length included. */
  readonly headers: Readonly<Record<string, string | number>>;
  readonly text: string;
  /** How much is sent before the connection is broken; all of it, and the connection stays, when absent. */
  readonly sent?: 'nothing' | 'half';
}

export interface ListenOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** Most bytes of a request's line and headers. */
  readonly largestHead: number;
  /** Most bytes of a body; some more is read and dropped, so that the client hears the answer. */
  readonly largestBody: number;
  /** Milliseconds after which an idle connection is closed. */
  readonly idle: number;
}

/** A server that takes requests. */
export interface HttpServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Settles when no call is in progress, those of clients that have gone included. */
  idle(): Promise<void>;
  /** Lets the calls in progress end, then closes every connection. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a server on the loopback interface. Where a client breaks off, or `answer` rejects, the connection is broken.
 * Rejects with the system's error (EADDRINUSE, EACCES) where the port cannot be had.
 */
export type Listen = (options: ListenOptions, answer: (call: HttpCall) => Promise<HttpReply>) => Promise<HttpServer>;
