/**
 * `kill -9` of everything that touches an embedded queue, again and again. A small run; the large one is
 * `npm run test:queue-crash -w packages/runtime`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { embeddedQueue } from '../../src/queue/embedded/embedded-queue.js';
import { CrashRun } from './crash-run.js';
import { consumerConcurrency, leaseMs, producerConcurrency } from './limits.js';

const items = Number(process.env['FAILSOFT_CRASH_ITEMS'] ?? 300);

it(`nothing that was acknowledged of ${items} items is lost by kill -9, and only a kill does anything twice`, async () => {
  // Within the repository, where libsql is found.
  const parent = join(import.meta.dirname, '../../../../.tmp');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'queue-crash-'));
  const run = new CrashRun(folder);
  const queue = embeddedQueue({ name: 'crash', path: run.path, leaseMs });
  try {
    const { acknowledged, effects, producerKills, consumerKills } = await run.run(items, 400, async () => (await queue.count()).waiting === 0);
    const done = new Set(effects.map(({ key }) => key));
    const twice = effects.length - done.size;
    console.log(`${acknowledged.size} acknowledged, ${done.size} done, ${twice} done again; ${producerKills} producers and ${consumerKills} consumers killed`);

    expect(acknowledged.size).toBe(items);
    expect([...acknowledged].filter((key) => !done.has(key))).toEqual([]);
    expect(effects.filter(({ isWhole }) => !isWhole)).toEqual([]);
    expect(producerKills + consumerKills).toBeGreaterThan(2);
    expect(twice).toBeLessThanOrEqual(producerKills * producerConcurrency + consumerKills * consumerConcurrency);
    expect(await queue.count()).toEqual({ waiting: 0, dead: 0 });
  } finally {
    queue.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000 + items * 60);
