/** What a bundle of the runtime weighs: below its budget, and as the README says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundle } from './bundle.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe.each([
  { names: ['withTimeout'], budget: 2_520, said: /`withTimeout` alone is (?<kB>[\d.]+) kB/ },
  { names: ['circuitBreaker'], budget: 4_375, said: /`circuitBreaker` (?<kB>[\d.]+) kB/ },
  { names: ['bulkhead'], budget: 3_075, said: /`bulkhead` (?<kB>[\d.]+) kB/ },
  { names: ['mapWithLimit'], budget: 695, said: /`mapWithLimit` (?<kB>[\d.]+) kB/ },
  { names: ['dependency'], budget: 7_150, said: /`dependency` (?<kB>[\d.]+) kB/ },
  { names: ['*'], budget: 13_400, said: /everything (?<kB>[\d.]+) kB \(minified and gzipped\)/ },
])('a bundle of $names, minified and gzipped', ({ names, budget, said }) => {
  it(`is at most ${budget} bytes, and what the README says`, async () => {
    const bytes = gzipSync(await bundle(...names), { level: 9 }).length;

    expect(bytes).toBeLessThanOrEqual(budget);
    expect(said.exec(readme)?.groups?.['kB']).toBe((bytes / 1_000).toFixed(1));
  });
});

it('a bundle of nothing is empty: importing the runtime does nothing', async () => {
  expect((await bundle()).trim()).toBe('');
});

it('a bundle imports nothing, and names no module of Node but the one it asks the host for', async () => {
  const code = await bundle('*');

  expect(code).not.toMatch(/\bimport\b|\brequire\b/);
  expect(code.match(/node:\w+/g)).toEqual(['node:diagnostics_channel']);
});
