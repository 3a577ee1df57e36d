/** The HTTP client and server, imported at their first use. */
import type { Listen } from '../../ports/http-server.ts';
import type { Send } from '../../transport/send.ts';

/** The HTTP client. */
export function lateSender(): { send: Send; close(): Promise<void> } {
  let sender: Promise<{ send: Send; close(): Promise<void> }> | undefined;
  const made = (): Promise<{ send: Send; close(): Promise<void> }> =>
    (sender ??= import('./undici.ts').then(({ undiciSender }) => undiciSender()));
  return { send: async (request) => (await made()).send(request), close: async () => (await sender)?.close() };
}

/** A server on the loopback interface. */
export const listen: Listen = async (options, answer) => (await import('./server.ts')).listen(options, answer);
