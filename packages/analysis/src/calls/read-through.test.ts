import { describe, expect, it } from 'vitest';
import { callOf, lowered } from '../../test/lowered.js';
import { isReadThrough, missLeadsToLoad } from './read-through.js';

/** Whether the first `r.get` of an async function's body is read through. */
function reads(body: string): boolean {
  const model = lowered(`async function f(id) { ${body} }`);
  return missLeadsToLoad(callOf(model, 'r.get'), model);
}

describe('a read is only a shorter way', () => {
  it('where a hit is returned early and a miss goes on to a load', () => {
    expect(reads('const hit = await r.get(id); if (hit) return JSON.parse(hit); return await load(id);')).toBe(true);
    expect(
      reads(
        'const hit = await r.get(id); if (hit) { const parsed = JSON.parse(hit); return parsed; } const found = await db.find(id); return found;',
      ),
    ).toBe(true);
    expect(reads('const hit = await r.get(id); if (hit) { reply.send(hit); return; } reply.send(await load(id));')).toBe(true);
  });

  it('where a miss returns what it loads, from within its branch', () => {
    expect(reads('const hit = await r.get(id); if (!hit) { const found = await load(id); return found; } return hit;')).toBe(true);
  });

  it('where a miss fills the variable, or the other branch does', () => {
    expect(reads('let hit = await r.get(id); if (!hit) hit = await load(id); return hit;')).toBe(true);
    expect(reads('let hit = await r.get(id); hit ??= await load(id); return hit;')).toBe(true);
    expect(reads('let data; const hit = await r.get(id); if (hit) { data = JSON.parse(hit); } else { data = await load(id); } return data;')).toBe(
      true,
    );
  });

  it('where both stand in one expression', () => {
    expect(reads('return (await r.get(id)) ?? (await load(id));')).toBe(true);
    expect(reads('const hit = await r.get(id); return hit ? JSON.parse(hit) : await load(id);')).toBe(true);
    expect(reads('return r.get(id).then((hit) => hit ?? load(id));')).toBe(true);
  });

  it('where only the presence of a hit counts, and the answer is written back', () => {
    expect(reads(`const hit = await r.get(id); if (hit) return true; const found = await load(id); await r.set(id, '1'); return !!found;`)).toBe(
      true,
    );
    expect(reads('const hit = await r.get(id); if (hit) return true; const found = await load(id); return !!found;')).toBe(false);
  });
});

describe('a read is the only copy', () => {
  it('where a hit leads to the load', () => {
    expect(reads('const owner = await r.get(id); if (!owner) return null; return await load(owner);')).toBe(false);
    expect(
      reads('const raw = await r.get(id); if (!raw) throw new Error(); const session = JSON.parse(raw); return await load(session.owner);'),
    ).toBe(false);
  });

  it('where nothing is loaded, or what is loaded is not used', () => {
    expect(reads('const hit = await r.get(id); return hit;')).toBe(false);
    expect(reads('const hit = await r.get(id); if (!hit) return null; await audit(id); return hit;')).toBe(false);
  });

  it('where both are loaded whatever the read says', () => {
    expect(reads('const flags = await r.get(id); const user = await load(id); return { flags, user };')).toBe(false);
  });
});

describe('a helper that answers what it read', () => {
  const helper = 'async function recall(id) { const raw = await r.get(id); return raw ? JSON.parse(raw) : null; }';

  it('is read through where its caller is', () => {
    const model = lowered(
      `${helper} export async function find(id) { const known = await recall(id); if (known) return known; return await load(id); }`,
    );
    expect(isReadThrough(callOf(model, 'r.get'), model)).toBe(true);
  });

  it('is not where no caller loads', () => {
    const model = lowered(`${helper} export async function find(id) { return await recall(id); }`);
    expect(isReadThrough(callOf(model, 'r.get'), model)).toBe(false);
  });
});
