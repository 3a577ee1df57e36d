/** The records are tested as records: what every operation and command must have, and what the wire knows of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type AnswerFacts, type Facts, readFacts, readMetrics } from '../scripts/new-operation/facts.ts';
import { KAFKA_METRICS } from '../src/emulator/metrics/definitions.ts';
import { fieldsOf } from '../src/engine/input/fields.ts';
import { GLOBAL_OPTIONS } from '../src/commands/global-options.ts';
import type { Scalar, Shape } from '../src/core/shape.ts';
import { complete, wireNames } from '../src/core/request.ts';
import { METRICS } from '../src/operations/metrics/cloudmonitor.ts';
import { COMMANDS, operationOf, OPERATIONS } from '../src/operations/registry.ts';
import { asChange } from './support/commands.ts';
import { NOUNS, SUB_NOUNS } from '../src/operations/nouns.ts';

const root = join(import.meta.dirname, '..');
const facts = readFacts(root);
const operations = OPERATIONS.map((operation) => [operation.action, operation] as const);
const commands = [...COMMANDS.values()].map((bound) => [bound.command.path, bound] as const);
const factsOf = (action: string): Facts => facts[action] as Facts;

describe('the operations', () => {
  test('are each present once', () => {
    expect(new Set(OPERATIONS.map(({ action }) => action)).size).toBe(OPERATIONS.length);
  });

  test.each(operations)('%s: product, version, methods and effect', (action, operation) => {
    const { product, version, methods, effect } = factsOf(action);
    expect({
      product: operation.product.id,
      version: operation.product.version,
      methods: [...operation.methods].sort(),
      effect: operation.effect,
    }).toEqual({ product, version, methods: [...methods].sort(), effect });
  });

  test.each(operations)('%s: the RAM action, where one is documented', (action, { ramAction }) => {
    expect(ramAction).toBe(factsOf(action).ramAction);
  });

  test.each(operations)('%s: wire names are those of its facts, except for newer ones', (action, operation) => {
    const names = Object.entries(operation.params).flatMap(([name, param]) => wireNames(name, param));
    const { params } = factsOf(action);
    expect(names.filter((name) => !(name in params))).toEqual([]);
    expect(Object.keys(params).filter((name) => params[name]?.newer !== true && !names.includes(name))).toEqual([]);
  });

  test.each(operations)('%s: types, required marks, labels and secrets of its parameters', (action, operation) => {
    for (const [name, param] of Object.entries(operation.params)) {
      const known = factsOf(action).params[wireNames(name, param)[0] ?? ''];
      expect({ name, type: param.type, required: param.required, secret: param.secret ?? false }).toEqual({
        name,
        type: known?.type === 'JSON' ? 'String' : known?.type,
        required: known?.required ?? false,
        secret: known?.secret ?? false,
      });
      if (known?.enum !== undefined)
        expect(param.choices ?? []).toEqual(expect.arrayContaining(known.enum.map(String)));
    }
  });

  test.each(operations)('%s: every field of the answer, with its type', (action, { answer }) => {
    const { Code, Success, ...fields } = factsOf(action).answer;
    const type = (known: AnswerFacts | undefined, name: string): unknown =>
      known === undefined ? null : known === 'String' ? 'text' : name;
    expect({ code: answer.code, success: answer.success }).toEqual({
      code: type(Code, 'integer'),
      success: type(Success, 'boolean'),
    });
    expect(differences(fields, { kind: 'object', fields: answer.fields }, action)).toEqual([]);
  });

  test.each(operations)('%s: has a summary, and at least one command', (_action, operation) => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(operation.commands.length).toBeGreaterThan(0);
  });
});

/** The facts' names for what a scalar of a shape holds. */
const SCALARS: Readonly<Record<Scalar, string>> = {
  text: 'String',
  secret: 'Secret',
  integer: 'Integer',
  long: 'Long',
  number: 'Double',
  boolean: 'Boolean',
  time: 'Time',
  map: 'Map',
};

/** The known facts that a record's shape lacks, one per line; it may have more, or leave an object open. */
function differences(known: AnswerFacts, shape: Shape | undefined, place: string): string[] {
  if (shape === undefined) return [`${place} is missing`];
  if (shape === 'map' && typeof known === 'object') return [];
  if (typeof known === 'string' || typeof shape === 'string') {
    const found = typeof shape === 'string' ? SCALARS[shape] : shape.kind;
    return known === found ? [] : [`${place} is ${found}, not ${JSON.stringify(known)}`];
  }
  if (shape.kind === 'jsonText')
    return 'JSON' in known ? differences(known.JSON, shape.of, place) : [`${place} is text`];
  if (shape.kind === 'list') {
    const inside = shape.item === null ? known : (known as Readonly<Record<string, AnswerFacts>>)[shape.item];
    return Array.isArray(inside) ? differences(inside[0] as AnswerFacts, shape.of, place) : [`${place} is a list`];
  }
  return Object.entries(known).flatMap(([name, one]) => differences(one, shape.fields[name], `${place}.${name}`));
}

describe('the facts', () => {
  const waiting = Object.entries(facts).filter(([action]) => operationOf(action) === undefined);
  test.each(operations)('%s: are complete, with the texts of its draft in the record', (action) => {
    expect(Object.keys(facts)).toContain(action);
    expect(factsOf(action)).not.toHaveProperty('draft');
  });

  test('of operations without a record have the texts for one', () => {
    const sentence = expect.stringMatching(/^[A-Z].*[^.]$/) as unknown;
    for (const [action, { params, draft }] of waiting) {
      const keys = Object.keys(params).map((name) => name.replace(/\.N.*/, ''));
      const needed = keys.filter((name) => name !== 'RegionId' && name !== 'InstanceId');
      const help = Object.fromEntries(needed.map((name) => [name, sentence]));
      const command = expect.stringMatching(/^[a-z-]+( [a-z-]+)+$/) as unknown;
      expect({ action, help: {}, ...draft }).toMatchObject({ action, command, summary: sentence });
      expect({ action, help: draft?.help ?? {} }).toEqual({ action, help });
    }
  });

  test.each(Object.entries(facts))('%s: have only known fields', (_action, known) => {
    expect(Object.keys(known).filter((name) => !FIELDS.includes(name))).toEqual([]);
    const marks = Object.values(known.params).flatMap((param) => Object.keys(param));
    expect(marks.filter((name) => !['type', 'required', 'enum', 'secret', 'newer'].includes(name))).toEqual([]);
  });

  test('of the metrics equal those of the emulator and of the hints', () => {
    const metrics = readMetrics(root);
    for (const { name, unit, dimensions, statistic } of KAFKA_METRICS)
      expect({ name, ...metrics[name] }).toEqual({ name, unit, dimensions, statistic });
    expect(METRICS.filter((name) => !(name in metrics))).toEqual([]);
  });
});

const FIELDS = 'product version effect methods ramAction rate olderRate takesTime repeatable params answer draft'.split(
  ' ',
);

describe('the commands', () => {
  test('have unique paths and aliases under known nouns', () => {
    const names = commands.flatMap(([path, { command }]) => [
      path,
      ...(command.alias === undefined ? [] : [`${path.split(' ')[0] ?? ''} ${command.alias}`]),
    ]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !((name.split(' ')[0] ?? '') in NOUNS))).toEqual([]);
    expect(names.filter((name) => name in SUB_NOUNS)).toEqual([]);
    const nested = names.map((name) => name.split(' ').slice(0, -1)).filter((words) => words.length > 1);
    expect(nested.map((words) => words.join(' ')).filter((noun) => !(noun in SUB_NOUNS))).toEqual([]);
  });

  test.each(commands)('%s: every field has help without a full stop', (_path, bound) => {
    for (const { key, param } of fieldsOf(bound)) {
      expect({ key, help: param.help }).toEqual({ key, help: expect.stringMatching(/^\S.*[^.]$/) });
    }
  });

  test.each(commands)('%s: flags are unique, kebab-case, and none of the global ones', (_path, bound) => {
    const flags = fieldsOf(bound).flatMap(({ param }) => (param.flag === undefined ? [] : [param.flag]));
    const globals = Object.values(GLOBAL_OPTIONS).map(({ flag }) => flag?.replace(/^no-/, ''));
    expect(new Set(flags).size).toBe(flags.length);
    expect(flags.filter((flag) => !/^[a-z]+(-[a-z]+)*$/.test(flag) || globals.includes(flag))).toEqual([]);
  });

  test.each(commands)('%s: has an example', (_path, { command }) => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { says } of command.examples) expect(says).toMatch(/^[A-Z].*[^.]$/);
  });

  test.each(commands)('%s: a read has a view, and a change describes its results', (_path, { command, operation }) => {
    expect(command.kind).toBe(operation.effect === 'read' ? 'read' : 'change');
    if (command.kind === 'read') expect(command.view.kind).toMatch(/^(list|object)$/);
    else expect(command.results.kind).toMatch(/^(array|single)$/);
  });

  test.each(commands)('%s: every required wire parameter has a source', (_path, bound) => {
    const { command, operation } = bound;
    const typed = new Set(fieldsOf(bound).map(({ key }) => key));
    const settled = complete(operation, {}, { region: 'r', instance: 'i' });
    const open = Object.entries(operation.params).filter(
      ([name, param]) =>
        param.required &&
        !typed.has(name) &&
        settled[name] === undefined &&
        param.secret !== true &&
        command.plan === undefined &&
        !('planEach' in command) &&
        !('fetch' in command),
    );
    expect(open.map(([name]) => name)).toEqual([]);
  });

  // A password takes effect immediately; only the creation of a user can take time.
  test.each(commands)('%s: can wait if its change takes time', (path, { command, operation }) => {
    const takesTime = factsOf(operation.action).takesTime === true && path !== 'sasl set-password';
    expect(asChange(command)?.wait !== undefined).toBe(takesTime);
  });

  test.each(commands)('%s: shows a single result after a wait with a view', (_path, bound) => {
    const { results, wait } = asChange(bound.command) ?? {};
    expect(wait?.shownBy !== undefined).toBe(wait !== undefined && results?.kind === 'single');
    if (wait?.shownBy !== undefined) expect(COMMANDS.get(wait.shownBy)?.command.kind).toBe('read');
  });
});

describe('the changes', () => {
  test.each(operations)('%s: is reconciled by reading, except for orders', (_action, operation) => {
    expect(operation.verify !== undefined).toBe(operation.effect === 'write' || operation.effect === 'destroy');
  });

  test.each(operations)('%s: may be sent again, unless its facts forbid it', (action, { repeatable }) => {
    expect(repeatable).toBe(factsOf(action).repeatable ?? true);
  });
});

describe('rates', () => {
  test.each(operations)('%s', (action, { rate, olderRate }) => {
    const { effect, rate: today = effect === 'read' ? 100 : 3, olderRate: older = 3 } = factsOf(action);
    expect([rate, olderRate]).toEqual([today, older]);
  });

  test('of changes equal the list of docs/reliability.md', () => {
    const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'reliability.md'), 'utf8');
    const rows = [...page.matchAll(/^\| ([A-Z][A-Za-z, ]+?|all other changes: .*?) +\| (\d+) +\| (\d+) +\|$/gm)];
    const listed = rows.map(
      ([, names = '', today, older]) => [names.split(', '), [Number(today), Number(older)]] as const,
    );
    const said = new Map(listed.flatMap(([names, rates]) => names.map((name) => [name, rates] as const)));
    const others = said.get('all other changes: no rate is published');
    for (const { action, effect, rate, olderRate } of OPERATIONS)
      if (effect !== 'read') expect([action, said.get(action) ?? others]).toEqual([action, [rate, olderRate]]);
    expect(said.size).toBeGreaterThan(10);
  });
});
