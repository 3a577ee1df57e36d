import type { StateFolder } from '../../src/ports/state-folder.ts';

/** A folder in the memory of this process. `now` is the modification time of files in epoch milliseconds. */
export function memoryFolder(now: () => number = () => Date.now()): StateFolder {
  const files = new Map<string, { text: string; modified: number }>();
  const put = (name: string, text: string): void => void files.set(name, { text, modified: now() });
  const text = (name: string): string | undefined => files.get(name)?.text;
  return {
    shared: <V>(name: string, initial: () => V) => ({
      change: async <T>(change: (value: V) => T) => {
        const kept = text(name);
        const value = kept === undefined ? initial() : (JSON.parse(kept) as V);
        const result = change(value);
        put(name, JSON.stringify(value));
        return result;
      },
    }),
    read: async (name) => text(name),
    append: async (name, more) => put(name, (text(name) ?? '') + more),
    replace: async (name, all) => put(name, all),
    remove: async (name) => void files.delete(name),
    names: async (prefix) =>
      [...files.keys()]
        .filter((name) => name.startsWith(prefix))
        .sort()
        .map((name) => ({ name, modified: files.get(name)?.modified ?? now() })),
  };
}
