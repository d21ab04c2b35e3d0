/** What all source files of a workspace mention: read once, afterwards only what changed. The texts are not kept. */
import { packageCopiedIn, protections } from '../protections/index.js';
import type { DiskView } from './disk-view.js';
import { FilesWithWord } from './files-with-word.js';
import { isGitIgnored, isPlainSource, isSourceFolder, rootRules, withRulesOf, type GitRules } from './ignored.js';
import { ImportGraph } from './import-graph.js';
import { Importers } from './importers.js';
import type { Layout } from './layout.js';
import { mentionedIn } from './mentions.js';
import type { ProjectFiles } from './project.js';
import { Reach } from './reach.js';
import { isInside, within } from './real-path.js';
import { renamedExports, type RenamedExport } from './renamed-exports.js';
import { lastSegment, packagesNamed } from './specifier.js';
import type { TextIndex } from './workspace.js';

/** How long (ms) files are taken to mention what they did. */
const trustFor = 10_000;

interface FileFacts {
  readonly stamp: string;
  /** Imported for their values. */
  readonly specifiers: readonly string[];
  /** Imported for types alone. */
  readonly typeSpecifiers: readonly string[];
  /** Of both, as the catalogue names them. */
  readonly packages: readonly string[];
  readonly renamed: readonly RenamedExport[];
  /** The package that the file is a copy of. */
  readonly copyOf: string | undefined;
}

export class ProjectIndex implements TextIndex {
  readonly #files = new Map<string, FileFacts>();
  readonly #strings = new Map<string, string>();
  readonly #packages = new Map<string, readonly string[]>();
  #layout: Layout | undefined;
  #lookedAt = 0;
  #overlaysSeen = 0;
  #changes = 0;
  #byPackage: ReadonlyMap<string, readonly string[]> | undefined;
  /** Who asks does so with the same lists again and again. */
  #importing = new WeakMap<readonly string[], readonly string[]>();
  /** By what is meant, likewise. */
  #exportedAs = new WeakMap<(name: string) => boolean, ReadonlySet<string>>();
  #importers: Importers | undefined;
  #graph: ImportGraph | undefined;
  readonly #byWord = new Map<string, FilesWithWord>();
  /** Files whose text was an unsaved one when it was looked at. */
  readonly #unsavedSeen = new Set<string>();
  /** By what is wanted: who asks does so with the same functions again and again. */
  readonly #reach = new Map<(packageName: string) => boolean, Reach>();

  /** The layout is another one when files may have come or gone: the index follows. */
  constructor(
    private readonly root: string,
    private readonly layout: () => Layout,
    private readonly files: Pick<ProjectFiles, 'sources' | 'overlays' | 'now'>,
  ) {}

  /** Rises when what the files mention has changed since the index was built. */
  get generation(): number {
    if (this.#layout !== undefined) this.#update();
    return this.#changes;
  }

  filesImporting(packages: readonly string[]): readonly string[] {
    this.#update();
    let files = this.#importing.get(packages);
    if (files === undefined) this.#importing.set(packages, (files = this.#filesImporting(packages)));
    return files;
  }

  importersOf(path: string): readonly string[] {
    const layout = this.#update();
    this.#importers ??= new Importers(layout, this.#files);
    return this.#importers.of(path);
  }

  reaches(path: string, isWanted: (packageName: string) => boolean): boolean {
    const graph = this.#currentGraph();
    let reach = this.#reach.get(isWanted);
    if (reach === undefined) this.#reach.set(isWanted, (reach = new Reach(graph, isWanted)));
    return reach.from(path);
  }

  packagesAround(path: string): ReadonlySet<string> | undefined {
    const { packages } = this.#currentGraph();
    return this.#files.has(path) ? packages : undefined;
  }

  imports(path: string, isWanted: (packageName: string) => boolean): boolean {
    this.#update();
    return this.#files.get(path)?.packages.some(isWanted) ?? true;
  }

  copiesOf(packageName: string): readonly string[] {
    this.#update();
    return [...this.#files].flatMap(([path, { copyOf }]) => (copyOf === packageName ? [path] : []));
  }

  exportedAs(isMeant: (name: string) => boolean): ReadonlySet<string> {
    this.#update();
    let names = this.#exportedAs.get(isMeant);
    if (names === undefined) {
      names = new Set([...this.#files.values()].flatMap(({ renamed }) => renamed.flatMap(({ of, as }) => (isMeant(of) ? [as] : []))));
      this.#exportedAs.set(isMeant, names);
    }
    return names;
  }

  filesMentioning(word: string): readonly string[] {
    this.#update();
    let holding = this.#byWord.get(word);
    if (holding === undefined) {
      holding = new FilesWithWord(word);
      for (const path of this.#files.keys()) holding.look(path, this.files.sources.read(path));
      this.#byWord.set(word, holding);
    }
    return holding.paths;
  }

  #filesImporting(packages: readonly string[]): readonly string[] {
    const groups = (this.#byPackage ??= this.#groupByPackage());
    const files = packages.flatMap((name) => {
      if (!name.endsWith('*')) return groups.get(packagesNamed(name).at(-1) ?? name) ?? [];
      return [...groups].flatMap(([found, group]) => (found.startsWith(name.slice(0, -1)) ? group : []));
    });
    return [...new Set(files)].sort();
  }

  #currentGraph(): ImportGraph {
    const layout = this.#update();
    return (this.#graph ??= new ImportGraph(layout, this.#files));
  }

  #update(): Layout {
    const layout = this.layout();
    const { version } = this.files.overlays;
    const at = this.files.now();
    const isOld = layout !== this.#layout || at - this.#lookedAt >= trustFor;
    if (!isOld && version === this.#overlaysSeen) return layout;
    const isFirst = this.#layout === undefined;
    const hasChanged = isOld ? this.#lookAtAll(layout) : this.#lookAtOverlays();
    if (isOld) this.#lookedAt = at;
    if (hasChanged || layout !== this.#layout) {
      this.#importers = undefined;
      this.#graph = undefined;
      this.#reach.clear();
    }
    if (hasChanged) {
      this.#byPackage = undefined;
      this.#importing = new WeakMap();
      this.#exportedAs = new WeakMap();
      if (!isFirst) this.#changes++;
    }
    this.#layout = layout;
    this.#overlaysSeen = version;
    return layout;
  }

  #lookAtAll(layout: Layout): boolean {
    const onDisk = layout === this.#layout ? this.#files.keys() : sourceFilesIn(this.root, layout.disk);
    const present = new Set([...onDisk, ...this.#unsaved()]);
    let hasChanged = false;
    for (const path of this.#files.keys()) if (!present.has(path)) hasChanged = this.#drop(path) || hasChanged;
    for (const path of present) hasChanged = this.#lookAt(path) || hasChanged;
    return hasChanged;
  }

  /** Files that are open, or were when the index was last asked. */
  #lookAtOverlays(): boolean {
    let hasChanged = false;
    for (const path of new Set([...this.#unsavedSeen, ...this.#unsaved()])) hasChanged = this.#lookAt(path) || hasChanged;
    return hasChanged;
  }

  #unsaved(): readonly string[] {
    return [...this.files.overlays.paths].filter((path) => isInside(path, this.root) && isPlainSource(lastSegment(path)));
  }

  /** Whether the file mentions something else than before. */
  #lookAt(path: string): boolean {
    const before = this.#files.get(path);
    const stamp = this.files.sources.stamp(path);
    if (this.files.overlays.get(path) === undefined) this.#unsavedSeen.delete(path);
    else this.#unsavedSeen.add(path);
    if (stamp === undefined) return this.#drop(path);
    if (before?.stamp === stamp) return false;
    const text = this.files.sources.read(path) ?? '';
    for (const holding of this.#byWord.values()) holding.look(path, text);
    const { values, types } = mentionedIn(text);
    const specifiers = values.map((specifier) => this.#shared(specifier));
    const typeSpecifiers = types.map((specifier) => this.#shared(specifier));
    const packages = [...specifiers, ...typeSpecifiers].flatMap((specifier) => this.#packagesNamed(specifier));
    const renamed = renamedExports(text).map(({ of, as }) => ({ of: this.#shared(of), as: this.#shared(as) }));
    const facts = { stamp, specifiers, typeSpecifiers, packages, renamed, copyOf: packageCopiedIn(text, protections) };
    this.#files.set(path, facts);
    return before === undefined || listOf(before) !== listOf(facts);
  }

  #drop(path: string): boolean {
    for (const holding of this.#byWord.values()) holding.look(path, undefined);
    return this.#files.delete(path);
  }

  #packagesNamed(specifier: string): readonly string[] {
    let names = this.#packages.get(specifier);
    if (names === undefined) this.#packages.set(specifier, (names = packagesNamed(specifier)));
    return names;
  }

  /** One copy of each specifier: a part of a string would keep the whole file's text in memory. */
  #shared(specifier: string): string {
    let shared = this.#strings.get(specifier);
    if (shared === undefined) {
      shared = Buffer.from(specifier).toString();
      this.#strings.set(shared, shared);
    }
    return shared;
  }

  #groupByPackage(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const [path, { specifiers }] of this.#files) {
      for (const name of new Set(specifiers.flatMap((specifier) => this.#packagesNamed(specifier)))) {
        const group = groups.get(name);
        if (group === undefined) groups.set(name, [path]);
        else group.push(path);
      }
    }
    return groups;
  }
}

function listOf({ specifiers, typeSpecifiers, renamed, copyOf = '' }: FileFacts): string {
  return [...specifiers, '', ...typeSpecifiers, '', ...renamed.map(({ of, as }) => `${of} ${as}`), '', copyOf].join('\n');
}

function sourceFilesIn(root: string, disk: DiskView): readonly string[] {
  const files: string[] = [];
  const visit = (folder: string, rules: GitRules | undefined): void => {
    for (const [name, kind] of disk.list(folder)) {
      const path = within(folder, name);
      if (kind === 'file' && isPlainSource(name) && !isGitIgnored(path, false, rules)) files.push(path);
      else if (kind === 'folder' && isSourceFolder(name) && !isGitIgnored(path, true, rules)) {
        visit(path, withRulesOf(path, rules, disk));
      }
    }
  };
  visit(root, rootRules(root, disk));
  return files;
}
