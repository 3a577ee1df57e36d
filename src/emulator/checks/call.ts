/** A request as the emulator sees it, and how its parameters are decoded. No check is in this file. */
import type { WireParams } from '../../core/signature.ts';

/** A decoded request, before any check. */
export interface Call {
  readonly method: string;
  readonly query: WireParams;
  /** Parameters of a form body; empty for any other body. */
  readonly form: WireParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The Host of the request. */
  readonly host: string;
}

/**
 * The parameters of query and form, between which the gateway does not distinguish (docs/sources.md#query-and-form).
 * The form wins.
 */
export function paramsOf(call: Call): WireParams {
  return { ...call.query, ...call.form };
}

/** Decodes pairs. The last of two with the same name counts. Never throws: invalid encodings are kept unchanged. */
export function decodePairs(text: string): WireParams {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The parameters of a form body, which has that content type or none. */
export function formOf(contentType: string | undefined, body: Uint8Array): WireParams {
  const isForm = contentType === undefined || /^application\/x-www-form-urlencoded\b/i.test(contentType);
  return isForm && body.length > 0 ? decodePairs(Buffer.from(body).toString('utf8')) : {};
}
