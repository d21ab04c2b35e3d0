import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { host } from './host-door.js';
import type { UnlintedFile } from './host.js';

const call = "export const load = (id) => fetch('https://api.example.com/' + id);\n";

function unlinted(name: string, text: string, settings?: unknown, rules?: ReadonlyMap<string, unknown>): UnlintedFile | undefined {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'failsoft-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(file, text);
  return host.unlinted?.(file, text, settings, rules);
}

describe('a file that was not linted', () => {
  it('is told to hold nothing by its text and imports', () => {
    expect(unlinted('src/sum.js', 'export const sum = (a, b) => a + b;\n')).toMatchObject({ why: 'no-external-call', inventory: { quiet: undefined, calls: [], clients: [] } });
  });

  it('is not parsed for that: it may be broken', () => {
    expect(unlinted('src/sum.test.js', 'export const sum = (a, b => ;\n')).toMatchObject({ why: 'no-external-call', inventory: { quiet: 'test' } });
  });

  it('is listed with its calls where rules are quiet', () => {
    expect(unlinted('test/load.test.js', call)).toMatchObject({ why: 'quiet', inventory: { quiet: 'test', calls: [{ callee: 'fetch', timeout: { verdict: 'unknown' } }] } });
  });

  it('is listed without a lint if it was parsed and nothing was found in it', () => {
    expect(unlinted('src/load.js', '// says fetch, and does not call it\nexport const name = 1;\n')).toMatchObject({ why: 'nothing-found', inventory: { quiet: undefined, calls: [], clients: [] } });
  });

  it('has to be linted if rules may report in it', () => {
    expect(unlinted('src/load.js', call)).toBeUndefined();
  });

  it('is listed without a lint if it holds calls, and the rules that run find nothing', () => {
    const bounded = "export const load = (id) => fetch('https://api.example.com/' + id, { signal: AbortSignal.timeout(2000) });\n";
    expect(unlinted('src/load.js', bounded, undefined, new Map([['require-timeout', undefined]]))).toMatchObject({ why: 'nothing-found', inventory: { calls: [{ callee: 'fetch' }] } });
    expect(unlinted('src/load.js', call, undefined, new Map([['no-silent-failure', undefined]]))).toMatchObject({ why: 'nothing-found' });
    expect(unlinted('src/load.js', call, undefined, new Map([['require-timeout', undefined]]))).toBeUndefined();
  });

  it('has to be linted if a rule reports more by its options', () => {
    const unseen = 'export const load = (id, options) => fetch(`https://api.example.com/${id}`, options);\n';
    const withOptions = (options: unknown): unknown => unlinted('src/load.js', unseen, undefined, new Map([['require-timeout', options]]));
    expect(withOptions({})).toMatchObject({ why: 'nothing-found' });
    expect(withOptions({ reportUnknown: true })).toBeUndefined();
  });

  it('has to be linted if it may hold calls and can not be parsed', () => {
    expect(unlinted('test/load.test.js', `${call}export const = ;\n`)).toBeUndefined();
  });

  it('is judged by the settings of its configuration, which may be wrong', () => {
    expect(() => unlinted('src/sum.js', 'export const sum = 1;\n', { timeouts: { http: '7 s' } })).toThrow('settings.failsoft.timeouts.http');
  });

  it('may hold calls of clients that the settings declare', () => {
    const text = "import { createBilling } from 'acme-billing';\nexport const billing = createBilling();\n";
    const settings = { clients: [{ name: 'billing', kind: 'http', packages: ['acme-billing'], clients: [{ name: 'Billing', makers: [{ path: 'createBilling', by: 'call' }], calls: [{ path: 'charge' }] }] }] };
    expect(unlinted('src/billing.js', text)).toMatchObject({ why: 'no-external-call' });
    expect(unlinted('src/billing.js', text, settings)).toBeUndefined();
  });
});
