/** One HTTP request of this tool: a POST of a form, or what a metadata server or a credentials URI is asked. */
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
  /** Aborts the attempt as long as nothing of it can have been sent. */
  readonly beforeSent?: AbortSignal;
  /** PEM text of CAs that are trusted beside the system's. */
  readonly ca?: string | undefined;
  /** The proxy that it goes through, as `proxyFor` says; undefined: directly. */
  readonly proxy: Proxy | undefined;
}

/** A proxy that a request goes through. */
export interface Proxy {
  /** Scheme, host and port, without user name and password: `http://proxy.example:3128`. */
  readonly origin: string;
  /** The value of the header Proxy-Authorization; a secret. */
  readonly authorization: string | undefined;
  /** The variable that names it. */
  readonly variable: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const BRAND = Symbol.for('alikafka.NetworkFault');

/** What more is known of a fault. */
export interface FaultFacts {
  /** Repeating the same request does not help. */
  readonly lasting?: boolean;
  /** What usually helps, where that is more than checking the network. */
  readonly hint?: string | undefined;
}

/**
 * A network fault. `sent` says whether the request may have reached the service: false only where no connection was
 * made, so that even a change may be repeated.
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

  /** The sender may be given by another copy of this package, which has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): value is NetworkFault {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

/** Sends one request. Throws NetworkFault where no whole answer came. */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;
