/** Findings and rewrites of one file in memory, as the rules would ask for them. */
import { Analysis } from '../src/analysis.js';
import type { FileFacts } from '../src/calls/facts.js';
import { Catalog } from '../src/catalog/catalog.js';
import { libraries } from '../src/catalog/index.js';
import type { Library } from '../src/catalog/schema.js';
import { parseModule } from '../src/module/parse.js';
import type { ModuleModel } from '../src/module/model.js';
import { applyEdits, type Rewrite, type RewriteContext } from '../src/rewrites/index.js';
import { defaultSettings, type Settings } from '../src/settings/settings.js';
import { Answers } from '../src/workspace/answers.js';
import type { HostWorkspace, Resolution } from '../src/workspace/workspace.js';

const root = '/project';

const known = new Catalog(libraries);

export interface SourceFile {
  /** Relative to the project. */
  readonly path?: string;
  readonly settings?: Partial<Settings>;
  /** Installed versions; packages that are not named have none that is known. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Known beside those of the catalogue. */
  readonly libraries?: readonly Library[];
  /** Specifiers that the file can't import. */
  readonly unavailable?: readonly string[];
}

/** The rewrites of each finding of a kind. */
export type Question = (facts: FileFacts, context: RewriteContext) => readonly (readonly Rewrite[])[];

export interface Answer {
  readonly text: string;
  readonly findings: readonly (readonly Rewrite[])[];
}

export function ask(question: Question, text: string, file: SourceFile = {}): Answer {
  const path = pathOf(file);
  const settings = { ...defaultSettings, ...file.settings };
  const module = parseModule(path, text);
  if (module === undefined) throw new Error(`Does not parse:\n${text}`);
  const catalog = file.libraries === undefined ? known : new Catalog([...libraries, ...file.libraries]);
  const facts = new Analysis(catalog, oneFile(module, file.versions ?? {}), settings).analyse(module);
  const context: RewriteContext = {
    module,
    settings,
    root,
    runtime: settings.runtime ?? '@failsoft/runtime',
    canImport: (specifier) => file.unavailable?.includes(specifier) !== true,
    lacks: () => undefined,
  };
  return { text, findings: question(facts, context) };
}

function pathOf(file: SourceFile | undefined): string {
  return `${root}/${file?.path ?? 'src/service.ts'}`;
}

/** The text after the preferred rewrite of every finding, one finding at a time, as `failsoft fix` does. */
export function fixed(question: Question, text: string, file?: SourceFile): string {
  let current = text;
  for (let rounds = 0; rounds < 20; rounds++) {
    const { findings } = ask(question, current, file);
    const rewrite = findings.flatMap((rewrites) => rewrites.filter(({ preferred }) => preferred)).at(0);
    if (rewrite === undefined) return current;
    check(current, findings, pathOf(file));
    current = applyEdits(current, rewrite.edits);
  }
  throw new Error(`Never settles:\n${current}`);
}

/** Titles, the preferred one marked, of each finding. */
export function titles(question: Question, text: string, file?: SourceFile): readonly string[] {
  return ask(question, text, file).findings.flatMap((rewrites) => rewrites.map(({ title, preferred }) => (preferred ? `* ${title}` : title)));
}

function check(text: string, findings: readonly (readonly Rewrite[])[], path: string): void {
  for (const rewrites of findings) {
    if (rewrites.filter(({ preferred }) => preferred).length > 1) throw new Error('Two preferred rewrites');
    for (const rewrite of rewrites) checkRewrite(text, rewrite, path);
  }
}

/** It parses; its edits are sorted, apart, and make the same text whether applied together, from the end, or one by one from the start. */
function checkRewrite(text: string, { title, edits }: Rewrite, path: string): void {
  const together = applyEdits(text, edits);
  if (parseModule(path, together) === undefined) throw new Error(`Does not parse after ${title}:\n${together}`);
  let shift = 0;
  let oneByOne = text;
  let end = 0;
  for (const { range, text: inserted } of edits) {
    if (range[0] < end || range[1] < range[0]) throw new Error(`Overlapping edits: ${title}`);
    end = range[1];
    oneByOne = oneByOne.slice(0, range[0] + shift) + inserted + oneByOne.slice(range[1] + shift);
    shift += inserted.length - (range[1] - range[0]);
  }
  const fromTheEnd = [...edits].reverse().reduce((done, edit) => applyEdits(done, [edit]), text);
  if (oneByOne !== together || fromTheEnd !== together) throw new Error(`Edits depend on their order: ${title}`);
  const insertions = edits.filter(({ range }) => range[0] === range[1]).map(({ range }) => range[0]);
  if (new Set(insertions).size < insertions.length) throw new Error(`Two insertions at one place: ${title}`);
}

/** A project that consists of one file and packages. Nothing changes in it. */
function oneFile(module: ModuleModel, versions: Readonly<Record<string, string>>): HostWorkspace {
  const textOf = (path: string): string | undefined => (path === module.path ? module.text : undefined);
  const workspace: HostWorkspace = {
    root,
    resolve: resolvePackage,
    model: (path) => (path === module.path ? module : undefined),
    known: () => undefined,
    keep: () => undefined,
    text: textOf,
    passes: (path, test) => test(textOf(path)),
    manifest: () => ({ folder: root, name: 'project', dependencies: new Map(), bins: new Set(), isModule: true, isLibrary: false }),
    version: (name) => versions[name],
    index: { filesImporting: () => [], importersOf: () => [], reaches: () => true, imports: () => false, filesMentioning: () => [], copiesOf: () => [], packagesAround: () => undefined, exportedAs: () => new Set<string>() },
    remember: (question, key, work) => answers.remember(question, key, work, undefined),
    ofText: (question, path, text) => answers.ofText(question, path, text, undefined),
    ofFile: (question, path) => (path === module.path ? answers.ofText(question, path, module.text, undefined) : undefined),
    generation: 0,
    settle: () => undefined,
    record: (forget) => answers.record(forget),
    holds: (basis) => answers.holds(basis),
    drop: (basis) => answers.drop(basis),
    parsed: 0,
  };
  const answers = new Answers(workspace);
  return workspace;
}

function resolvePackage(specifier: string): Resolution {
  if (specifier.startsWith('.')) return { kind: 'unresolved' };
  if (specifier.startsWith('node:')) return { kind: 'builtin', name: specifier };
  const parts = specifier.split('/');
  const size = specifier.startsWith('@') ? 2 : 1;
  return { kind: 'package', name: parts.slice(0, size).join('/'), subpath: parts.slice(size).join('/') };
}
