/** Code in the middle of an edit refers to itself: questions about it end, and what is around it is still seen. */
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../../test/temporary-tree.js';
import { Analysis } from '../analysis.js';
import { Catalog } from '../catalog/catalog.js';
import { libraries } from '../catalog/index.js';
import { defaultSettings } from '../settings/settings.js';
import { Workspaces } from '../workspace/workspaces.js';

const catalog = new Catalog(libraries);

/** External calls of the first file, by their callees. */
function calls(files: Readonly<Record<string, string>>): readonly string[] {
  const tree = temporaryTree({ 'package.json': { name: 'circles', type: 'module' }, ...files });
  const workspace = new Workspaces().of(tree.path('src/a.ts'), tree.root);
  const module = workspace.model(tree.path('src/a.ts'));
  if (module === undefined) throw new Error('src/a.ts does not parse');
  return new Analysis(catalog, workspace, defaultSettings).analyse(module).calls.map(({ calleeText }) => calleeText);
}

const seen = `import { Redis } from 'ioredis';\nexport const redis = new Redis();\nexport const load = () => redis.get('a');\n`;

describe('what refers to itself', () => {
  it.each([
    ['classes that extend each other', `class A extends B {}\nclass B extends A {}\nnew A().get('a');\nA.create();`],
    ['a class that extends itself', `class A extends A { load() { return this.client.get('a'); } }\nnew A().load();`],
    ['three classes, one of them a client or not', `class A extends B {}\nclass B extends (x ? C : Redis) {}\nclass C extends A {}\nnew C().other('a');`],
    ['interfaces that extend each other', `interface A extends B {}\ninterface B extends A {}\nexport const f = (a: A) => a.client.get('a');`],
    ['names', `let x = x ?? y, y = x;\nconst z = z.z;\nx.get(1);\nz.get(1);`],
    ['functions', `function f(g = f) { return g(f); }\nf(f).get(1);`],
    ['clients made with themselves', `import knex from 'knex';\nlet db = knex({ client: 'pg' });\ndb = knex(db);\ndb('a').first();`],
    ['maps of clients made with each other', `const all = new Map();\nall.set('a', new Redis(all.get('b')));\nall.get('a').get('a');`],
    ['a list of itself', `let list = [];\nlist = [...list, list, list[0]];\nlist[0].get('a');\nfor (const item of list) item.get('a');`],
    ['objects', `const p = { ...q }, q = { ...p };\nawait fetch('a', p.p);`],
  ])('ends: %s', (_, code) => {
    expect(calls({ 'src/a.ts': `${seen}${code}\n` })).toContain('redis.get');
  });

  it('is left by a class for the client that it may extend as well', () => {
    expect(calls({ 'src/a.ts': `import { Redis } from 'ioredis';\nclass A extends B {}\nclass B extends (x ? A : Redis) {}\nnew A().get('a');\n` })).toEqual(['new A().get']);
  });

  it('ends where files re-export from each other', () => {
    const forwards = { 'src/b.ts': `export { client } from './c.js';\n`, 'src/c.ts': `export { Redis } from 'ioredis';\nexport { client } from './b.js';\n` };
    expect(calls({ 'src/a.ts': `${seen}import { client } from './b.js';\nclient.get('a');\n`, ...forwards })).toEqual(['redis.get']);
    const all = { 'src/b.ts': `export * from './c.js';\nexport * from './b.js';\n`, 'src/c.ts': `export * from './b.js';\nexport * from './d.js';\n`, 'src/d.ts': seen };
    expect(calls({ 'src/a.ts': `import { redis } from './b.js';\nredis.get('a');\n`, ...all })).toEqual(['redis.get']);
  });

  it('ends where classes extend each other some thousand levels up', () => {
    const classes = Array.from({ length: 4000 }, (_, index) => `class C${index} extends C${index + 1} { m() { return this.n().get('a'); } }\n`);
    expect(calls({ 'src/a.ts': `${seen}${classes.join('')}new C0().missing.get('a');\n` })).toContain('redis.get');
  });

  it('takes no longer where each of many files re-exports from all others', { timeout: 20_000 }, () => {
    const names = Array.from({ length: 16 }, (_, index) => `m${index}`);
    const barrels = Object.fromEntries(names.map((name) => [`src/${name}.ts`, `${names.map((other) => `export * from './${other}.js';\n`).join('')}export { Redis } from 'ioredis';\n`]));
    expect(calls({ 'src/a.ts': `${seen}import { missing } from './m0.js';\nmissing.get('a');\n`, ...barrels })).toEqual(['redis.get']);
  });
});
