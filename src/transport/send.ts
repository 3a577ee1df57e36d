/** The interface of one HTTP request and its response. host/http implements it. */

/** One HTTP request: a POST of a form, or a request to a metadata server or a credentials URI. */
export interface HttpRequest {
  /** POST when left out. */
  readonly method?: 'GET' | 'PUT' | 'POST';
  /** Scheme, host and port: `https://alikafka.cn-hangzhou.aliyuncs.com`. */
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Limit of the whole attempt, from connecting to the last byte, in milliseconds. */
  readonly timeout: number;
  /** Aborts the attempt. */
  readonly signal: AbortSignal;
  /** Aborts the attempt only while nothing of it can have been sent. */
  readonly beforeSent?: AbortSignal;
  /** PEM text of CAs that are trusted in addition to the system's. */
  readonly ca?: string | undefined;
  /** The proxy, from `proxyFor`; undefined connects directly. */
  readonly proxy: Proxy | undefined;
}

/** A proxy that a request goes through. */
export interface Proxy {
  /** Scheme, host and port, without user name and password: `http://proxy.example:3128`. */
  readonly origin: string;
  /** The value of the header Proxy-Authorization; a secret. */
  readonly authorization: string | undefined;
  /** The environment variable that sets it. */
  readonly variable: string;
}

/** An HTTP response. */
export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const BRAND = Symbol.for('alikafka.NetworkFault');

/** Further facts about a fault. */
export interface FaultFacts {
  /** A retry of the same request does not help. */
  readonly lasting?: boolean;
  /** What to do, where that is more than checking the network. */
  readonly hint?: string | undefined;
}

/**
 * A network fault. `sent` is whether the request may have reached the service: false only if no connection was made, so
 * that even a change may be repeated. The message is a clause for an error message.
 */
export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';
  readonly [BRAND] = true;
  readonly code: string;
  readonly sent: boolean;
  readonly lasting: boolean;
  readonly hint: string | undefined;

  constructor(message: string, code: string, sent: boolean, cause?: unknown, facts: FaultFacts = {}) {
    super(message, { cause });
    this.code = code;
    this.sent = sent;
    this.lasting = facts.lasting === true;
    this.hint = facts.hint;
  }

  /** The sender may come from another copy of this package, which has another class. */
  static override [Symbol.hasInstance](value: unknown): value is NetworkFault {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

/** Sends one request. Throws NetworkFault if no complete response came. */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;
