/** stdin, stdout and stderr of a command. */
import type { Input, Output } from '../context.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { t } from '../core/text/texts.ts';
import { writeDirect } from './direct-write.ts';
import type { SpinnerLine } from './progress.ts';
import { stopped } from './stopped.ts';
import { isDevice, isRead, isTerminal } from './terminal.ts';

/** stdin, read until `stop`. */
export function input(stop: AbortSignal): Input {
  let wasTerminal = false;
  const isTTY = (): boolean => (wasTerminal ||= isTerminal(0));
  const hasGone = (): boolean => wasTerminal && !isTerminal(0);
  return {
    get isTTY() {
      return isTTY();
    },
    bytes: async () => {
      isTTY();
      const parts: Buffer[] = [];
      try {
        const { addAbortSignal } = process.getBuiltinModule('node:stream');
        for await (const part of addAbortSignal(stop, process.stdin)) parts.push(part as Buffer);
      } catch (error) {
        // A closed terminal cannot be opened either.
        if (!stop.aborted && !hasGone() && (error as NodeJS.ErrnoException).code !== 'EIO') throw error;
      }
      // A closed terminal ends like a file, but its input is not complete.
      if (stop.aborted || hasGone()) throw await stopped(stop);
      return Buffer.concat(parts);
    },
  };
}

/**
 * Writes to the file descriptor itself: creating Node's stream takes longer than printing a table. If the reader is
 * slow and its pipe does not block, Node's stream is used instead. A reader that has closed the pipe (`| head -1`) is
 * not an error; it sets `closed`. On a terminal the spinner is hidden first; where a pipe is written it is hidden for
 * good. Throws Failure (exit 1) if stdout cannot be written.
 */
export function output(descriptor: 1 | 2, line: Pick<SpinnerLine, 'makeRoom' | 'giveUp'>): Output {
  const stream = (): NodeJS.WriteStream => (descriptor === 1 ? process.stdout : process.stderr);
  const isTTY = isTerminal(descriptor);
  let [direct, closed] = [true, false];
  const write = async (bytes: Uint8Array): Promise<void> => {
    const rest = direct ? writeDirect(descriptor, bytes) : bytes;
    direct &&= rest.length === 0;
    if (rest.length > 0) await writeStream(stream(), rest);
  };
  const giveWay = (bytes: Uint8Array): void => {
    if (isTTY) line.makeRoom(bytes.at(-1) === NEWLINE);
    else if (isRead(descriptor)) line.giveUp();
  };
  return {
    isTTY,
    animated: isTTY && process.env['TERM'] !== 'dumb',
    // a terminal without a size reports 0
    columns: isTTY ? stream().columns || 80 : 80,
    get rows() {
      return isTTY ? stream().rows || 0 : 0;
    },
    get closed() {
      return closed;
    },
    write: async (text) => {
      if (closed) return;
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      if (bytes.length > 0) giveWay(bytes);
      try {
        await write(bytes);
      } catch (error) {
        // Messages that cannot be written to stderr do not stop the command.
        if (descriptor === 1 && !hasGone(descriptor, error)) throw unwritable(error);
        closed = true;
      }
    },
  };
}

const NEWLINE = 10;

/** Codes for a closed pipe: EOF is from Windows, the last from a stream that has failed before. */
const GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** The reader has closed the pipe, or the terminal was closed. */
function hasGone(descriptor: 1 | 2, error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return GONE.has(code) || (code === 'EIO' && isDevice(descriptor));
}

const unwritable = (error: unknown): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'StdoutFailed',
    message: t('cannot write to stdout: {reason}', { reason: (error as Error).message }),
    cause: error,
  });

/** Resolves when the bytes are written. */
async function writeStream(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  // the callback reports errors; without a listener the event would end the program
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  await new Promise<void>((resolve, reject) =>
    stream.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error))),
  );
}
