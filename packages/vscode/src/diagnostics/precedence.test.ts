import { beforeEach, expect, test, vi } from 'vitest';
import { Precedence, type Mode } from './precedence.js';

const file = 'file:///shop/src/redis.ts';
const other = 'file:///shop/src/mail.ts';

let mode: Mode;
let reportedByLinter: Set<string>;
let shown: string[];
let precedence: Precedence<string>;

beforeEach(() => {
  vi.useFakeTimers();
  mode = 'auto';
  reportedByLinter = new Set();
  shown = [];
  precedence = new Precedence({
    modeOf: () => mode,
    isReportedByLinter: (uri) => reportedByLinter.has(uri),
    show: (uri, items) => {
      shown.push(`${uri.replace(/.*\//, '')}: ${items.join(', ')}`);
      // As the editor does, which tells of every change of diagnostics, ours too.
      precedence.reconsider(uri);
    },
    patience: 1_000,
  });
  return () => vi.useRealTimers();
});

function linterReports(uri: string): void {
  reportedByLinter.add(uri);
  precedence.reconsider(uri);
}

function linterIsSilent(uri: string): void {
  reportedByLinter.delete(uri);
  precedence.reconsider(uri);
}

test('findings are shown at once where no linter reports any', () => {
  precedence.receive(file, ['no timeout']);
  expect(shown).toEqual(['redis.ts: no timeout']);
});

test("they go when a linter's come, and come back when the linter's are gone for good", () => {
  precedence.receive(file, ['no timeout']);
  linterReports(file);
  expect(shown).toEqual(['redis.ts: no timeout', 'redis.ts: ']);
  linterIsSilent(file);
  expect(shown).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(shown.slice(2)).toEqual(['redis.ts: no timeout']);
});

test("a linter that clears its findings for a moment does not make ours flicker", () => {
  linterReports(file);
  precedence.receive(file, ['no timeout']);
  linterIsSilent(file);
  vi.advanceTimersByTime(900);
  linterReports(file);
  vi.advanceTimersByTime(5_000);
  expect(shown).toEqual([]);
});

test('once a linter reports our rules, the findings of other documents wait for it, but not for ever', () => {
  linterReports(file);
  precedence.receive(file, ['no timeout']);
  precedence.receive(other, ['no listener']);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(shown).toEqual(['mail.ts: no listener']);
});

test('the newest findings are shown when the wait is over', () => {
  linterReports(file);
  precedence.receive(file, []);
  precedence.receive(other, ['one']);
  vi.advanceTimersByTime(500);
  precedence.receive(other, ['one', 'two']);
  vi.advanceTimersByTime(500);
  expect(shown).toEqual(['mail.ts: one, two']);
});

test('what is shown already is brought up to date without a wait', () => {
  precedence.receive(other, ['one']);
  precedence.receive(file, ['no timeout']);
  linterReports(file);
  precedence.receive(other, ['one', 'two']);
  expect(shown).toEqual(['mail.ts: one', 'redis.ts: no timeout', 'redis.ts: ', 'mail.ts: one, two']);
});

test("'always' shows them whatever linters report, 'never' does not, and a change of the setting counts at once", () => {
  linterReports(file);
  precedence.receive(file, ['no timeout']);
  mode = 'always';
  precedence.reconsider(file);
  expect(shown).toEqual(['redis.ts: no timeout']);
  expect(precedence.shownBy(file)).toBe('us');
  mode = 'never';
  precedence.reconsider(file);
  expect(shown).toEqual(['redis.ts: no timeout', 'redis.ts: ']);
  expect(precedence.shownBy(file)).toBe('nobody');
  mode = 'auto';
  precedence.reconsider(file);
  expect(shown).toHaveLength(2);
  expect(precedence.shownBy(file)).toBe('linter');
});

test('nothing is shown of a document that was closed while its findings waited', () => {
  linterReports(file);
  precedence.receive(file, []);
  precedence.receive(other, ['no listener']);
  precedence.forget(other);
  vi.advanceTimersByTime(5_000);
  expect(shown).toEqual([]);
  expect(precedence.uris).toEqual([file]);
});

test('the same findings are not shown twice', () => {
  precedence.receive(file, []);
  precedence.receive(file, ['no timeout']);
  precedence.reconsider(file);
  precedence.reconsider(file);
  expect(shown).toEqual(['redis.ts: no timeout']);
});
