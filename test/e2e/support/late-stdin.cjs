// Loaded before the program: the terminal is closed at the moment when stdin is opened, and Node reports it.
Object.defineProperty(process, 'stdin', {
  get() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    const message = 'TTY initialization failed: uv_tty_init returned EIO (i/o error)';
    throw Object.assign(new Error(message), { code: 'ERR_TTY_INIT_FAILED' });
  },
});
