import type { WireParams } from '../../core/signature.ts';

/** A request as it came, decoded but not judged. */
export interface Call {
  readonly method: string;
  readonly query: WireParams;
  /** Parameters of a form body; empty for any other body. */
  readonly form: WireParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The host called, as the request names it. */
  readonly host: string;
}

/** Parameters of query and form together; the gateway makes no difference between them (docs/sources.md#query-and-form), and the form wins. */
export function paramsOf(call: Call): WireParams {
  return { ...call.query, ...call.form };
}

/** Encoded pairs to parameters; of a name given twice the last counts. Never throws: what is no encoding stays as it is. */
export function decodePairs(text: string): WireParams {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The form in a body: what says that it is one, or says nothing. */
export function formOf(contentType: string | undefined, body: Uint8Array): WireParams {
  const isForm = contentType === undefined || /^application\/x-www-form-urlencoded\b/i.test(contentType);
  return isForm && body.length > 0 ? decodePairs(Buffer.from(body).toString('utf8')) : {};
}
