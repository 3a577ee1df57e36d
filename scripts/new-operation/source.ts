/** Generated TypeScript source: its imports are collected while its text is written. */

/** What is still to be written by hand is marked with this word; the tests fail as long as one is left. */
export const MARK = 'FILL IN';

/** Imports of one file: names by module, types as `type Name`. */
export class Imports {
  private readonly modules = new Map<string, Set<string>>();

  /** Notes that `names` are imported from `module`, and returns the first. */
  use(module: string, ...names: readonly string[]): string {
    const known = this.modules.get(module) ?? new Set();
    for (const name of names) known.add(name);
    this.modules.set(module, known);
    return names[0] ?? '';
  }

  /** The statements. */
  toString(): string {
    const far = (module: string): number => module.split('../').length;
    const modules = [...this.modules].sort(([a], [b]) => far(b) - far(a));
    return modules.map(([module, names]) => statement(module, [...names].sort())).join('');
  }

  /** A file's text with these imports in it: into a statement of the same module where there is one. */
  addedTo(text: string): string {
    let result = text;
    for (const [module, names] of this.modules) result = withImport(result, module, [...names]);
    return result;
  }
}

function statement(module: string, names: readonly string[]): string {
  const types = names.filter((name) => name.startsWith('type '));
  const list = (all: readonly string[]): string => all.join(', ');
  return names.length === types.length
    ? `import type { ${list(names.map((name) => name.slice('type '.length)))} } from '${module}';\n`
    : `import { ${list(names)} } from '${module}';\n`;
}

function withImport(text: string, module: string, names: readonly string[]): string {
  const all = [...text.matchAll(/^import (type )?\{([^}]*)\} from '([^']+)';\n/gm)];
  const same = all.find(([, , , from]) => from === module);
  if (same !== undefined) {
    const [whole, typeOnly, list = ''] = same;
    const present = list.split(',').map((name) => name.trim());
    const known = present.filter((name) => name !== '').map((name) => `${typeOnly ?? ''}${name}`);
    const more = names.filter((name) => !known.includes(name));
    return more.length === 0 ? text : text.replace(whole, statement(module, [...known, ...more]));
  }
  const last = all.at(-1);
  const at = last === undefined ? 0 : last.index + last[0].length;
  return text.slice(0, at) + statement(module, names) + text.slice(at);
}

/** A text as a literal. */
export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A name as a key of an object. */
export const keyOf = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name));

/** `ForceDeleteInstance` to `force-delete-instance`, `VSwitchId` to `vswitch-id`. */
export const kebab = (name: string): string =>
  name
    .replace(/^VSwitch/, 'Vswitch')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** `GetQuotaTip` to `getQuotaTip`. */
export const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
