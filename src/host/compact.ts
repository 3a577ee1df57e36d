/**
 * V8 lets its heap grow as long as something runs fast, though little of it is in use. What the inspector calls
 * collecting garbage shrinks it again, in some milliseconds and without a port. Where there is no inspector it stays.
 */
export function compactor(): () => Promise<void> {
  let client: { post(method: string, done: () => void): void } | undefined;
  const opened = () => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const made = new Session();
    made.connect();
    return made;
  };
  return () =>
    new Promise((done) => {
      try {
        client ??= opened();
        client.post('HeapProfiler.collectGarbage', () => done());
      } catch {
        client = { post: (_method, end) => end() };
        done();
      }
    });
}
