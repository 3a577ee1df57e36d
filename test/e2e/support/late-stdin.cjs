// Loaded before the program: the terminal is closed at the moment when stdin is opened, and Node reports it.
const { isatty } = require('node:tty');

const POLL = 10; // milliseconds
const LONGEST = 30_000;

Object.defineProperty(process, 'stdin', {
  get() {
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let waited = 0; isatty(0) && waited < LONGEST; waited += POLL) Atomics.wait(pause, 0, 0, POLL);
    const message = 'TTY initialization failed: uv_tty_init returned EIO (i/o error)';
    throw Object.assign(new Error(message), { code: 'ERR_TTY_INIT_FAILED' });
  },
});
