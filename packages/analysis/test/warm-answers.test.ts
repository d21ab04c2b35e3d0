/** What is kept from one edit to the next: the answers that a new start would give. */
import { expect, it, test } from 'vitest';
import { Analysis } from '../src/analysis.js';
import { Catalog } from '../src/catalog/catalog.js';
import { libraries } from '../src/catalog/index.js';
import { parseModule } from '../src/module/parse.js';
import { defaultSettings } from '../src/settings/settings.js';
import { Workspaces } from '../src/workspace/workspaces.js';
import { firstTexts, manifest, names, textsOf, unconnected } from './edited-service.js';
import { factsDump } from './facts-dump.js';
import { temporaryTree, type TemporaryTree } from './temporary-tree.js';

const catalog = new Catalog(libraries);

/** An editor and its analysis. */
class Editor {
  readonly workspaces: Workspaces;
  readonly analysis: Analysis;
  readonly texts = new Map<string, string>();

  constructor(private readonly tree: TemporaryTree) {
    this.workspaces = new Workspaces({ now: () => 0 });
    this.analysis = new Analysis(catalog, this.workspaces.of(tree.path('package.json'), tree.root), defaultSettings);
  }

  type(name: string, text: string): void {
    this.texts.set(name, text);
    this.workspaces.overlay(this.tree.path(name), text);
  }

  close(name: string): void {
    this.texts.delete(name);
    this.workspaces.overlay(this.tree.path(name), undefined);
  }

  /** As an editor's server has it: by the unsaved text, else by that on disk. */
  report(name: string): string {
    const path = this.tree.path(name);
    const { workspace } = this.analysis;
    const text = workspace.text(path);
    if (text === undefined) return 'gone';
    const isOfInterest = this.analysis.isOfInterest(path, text);
    const module = workspace.known(path, text) ?? parseModule(path, text);
    if (module === undefined) return 'broken';
    return `${String(isOfInterest)} ${factsDump(this.analysis.analyse(module))}`;
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const edits = 40;

it.each(Array.from({ length: Number(process.env['WARM_ANSWERS_RUNS'] ?? 4) }, (_, index) => index + Number(process.env['WARM_ANSWERS_SEED'] ?? 1)))(
  'after each of a run of edits every file gets the answers of a new start (seed %i)',
  (seed) => {
    const random = randomNumbers(seed);
    const oneOf = <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    };
    const tree = temporaryTree({ 'package.json': manifest, ...firstTexts });
    const warm = new Editor(tree);
    const history: string[] = [];
    for (let edit = 0; edit < edits; edit++) {
      const name = oneOf(names);
      const what = random();
      if (what < 0.9) {
        const texts = textsOf(name);
        const index = Math.floor(random() * texts.length);
        warm.type(name, texts[index] ?? '');
        history.push(`${name} is version ${String(index)}`);
      } else if (what < 0.92) {
        warm.type(name, unconnected(name));
        history.push(`${name} imports nothing`);
      } else if (what < 0.96) {
        warm.close(name);
        history.push(`${name} is closed`);
      } else {
        if (what < 0.98) tree.write(name, oneOf(textsOf(name)));
        else tree.remove(name);
        warm.workspaces.refresh();
        history.push(`${name} is written or removed`);
      }
      // Not all files are looked at after each edit: answers of several edits ago are kept, too.
      const looked = [name, oneOf(names), oneOf(names), oneOf(names)];
      for (const file of looked) {
        const fresh = new Editor(tree);
        for (const [open, text] of warm.texts) fresh.type(open, text);
        expect(warm.report(file), `${file} after ${history.join(', ')}`).toBe(fresh.report(file));
      }
    }
  },
);

test('an edit lets go of nothing that does not rest on the file', () => {
  const tree = temporaryTree({ 'package.json': manifest, ...firstTexts });
  const editor = new Editor(tree);
  const { analysis } = editor;
  editor.type('src/bounded.ts', textsOf('src/bounded.ts')[1] ?? '');
  const callsOf = (name: string): unknown => {
    const module = analysis.workspace.model(tree.path(name));
    return module === undefined ? undefined : analysis.callsOf(module);
  };
  editor.report('src/handler.ts');
  const before = { service: callsOf('src/service.ts'), http: callsOf('src/http.ts') };
  editor.type('src/handler.ts', textsOf('src/handler.ts')[1] ?? '');
  editor.report('src/handler.ts');
  expect(callsOf('src/service.ts')).toBe(before.service);
  expect(callsOf('src/http.ts')).toBe(before.http);
  editor.type('src/bounded.ts', textsOf('src/bounded.ts')[2] ?? '');
  editor.report('src/handler.ts');
  expect(callsOf('src/service.ts')).not.toBe(before.service);
  expect(callsOf('src/http.ts')).toBe(before.http);
});

test('a client depends on the files that may guard it, listen to it, or block it', () => {
  const tree = temporaryTree({ 'package.json': manifest, ...firstTexts });
  const { analysis } = new Editor(tree);
  const module = analysis.workspace.model(tree.path('src/redis.ts'));
  if (module === undefined) throw new Error('it parses');
  const facts = analysis.analyse(module);
  const [client] = facts.clients;
  expect([client?.isGuarded, client?.errorListener.verdict, client?.blocking]).toEqual([true, 'present', true]);
  const importers = ['src/index.ts', 'src/listen.ts', 'src/worker.ts'].map((name) => tree.path(name));
  expect([...facts.dependsOn]).toEqual(expect.arrayContaining(importers));
});
