/** The storage of state and versioned values, whose code is imported at the first use. */
import type { Context } from '../../context.ts';
import type { Shared, StateFolder } from '../../ports/state-folder.ts';
import type { FileLayout, VersionedFile, VersionedFiles } from '../../ports/versioned-file.ts';

/** The state folder. Without a path for it, changes throw Error. */
export function lateState(env: Context['env'], home: string | undefined): StateFolder {
  let made: Promise<StateFolder> | undefined;
  const folder = (): Promise<StateFolder> =>
    (made ??= Promise.all([import('./state-folder.ts'), import('../../config/paths.ts')]).then(
      ([{ noFolder, stateFolder }, paths]) => {
        const path = paths.stateFolder(env, home);
        return path === undefined ? noFolder(paths.noStateFolder()) : stateFolder(path);
      },
    ));
  return {
    shared: <V>(name: string, initial: () => V): Shared<V> => {
      let value: Promise<Shared<V>> | undefined;
      const opened = (): Promise<Shared<V>> => (value ??= folder().then((made) => made.shared(name, initial)));
      return { change: async (change) => (await opened()).change(change) };
    },
    read: async (name) => (await folder()).read(name),
    append: async (name, text) => (await folder()).append(name, text),
    replace: async (name, text) => (await folder()).replace(name, text),
    remove: async (name) => (await folder()).remove(name),
    names: async (prefix) => (await folder()).names(prefix),
  };
}

/** Versioned values (versioned-file.ts). */
export const versionedFiles: VersionedFiles = {
  open<V>(path: string, layout: FileLayout<V>): VersionedFile<V> {
    let file: Promise<VersionedFile<V>> | undefined;
    const opened = (): Promise<VersionedFile<V>> =>
      (file ??= import('./versioned-file.ts').then(({ versionedFile }) => versionedFile(path, layout)));
    return {
      read: async (look) => (await opened()).read(look),
      write: async (change) => (await opened()).write(change),
    };
  },
  reset: async (path) => (await import('./versioned-file.ts')).resetVersions(path),
};
