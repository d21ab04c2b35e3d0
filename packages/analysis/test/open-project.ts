/** A workspace over a temporary folder, with a clock that the test moves and a parser that counts. */
import { basename } from 'node:path';
import type { ModuleModel } from '../src/module/model.js';
import { Scope } from '../src/module/scope.js';
import { ChangeLog } from '../src/workspace/change-log.js';
import { Models } from '../src/workspace/models.js';
import { Overlays } from '../src/workspace/overlays.js';
import { Project } from '../src/workspace/project.js';
import { Sources } from '../src/workspace/sources.js';
import type { TemporaryTree } from './temporary-tree.js';

export interface OpenProject {
  readonly project: Project;
  readonly overlays: Overlays;
  /** Names of the files parsed so far. */
  readonly parsed: readonly string[];
  /** Moves the clock, in milliseconds. */
  wait(ms: number): void;
  /** Where an import leads: a path below the root, or what kind of thing it is. */
  lead(specifier: string, fromFile: string): string;
  /** Paths below the root. */
  names(paths: readonly string[]): readonly string[];
}

export function openProject(tree: TemporaryTree, root = tree.root): OpenProject {
  let clock = 0;
  const parsed: string[] = [];
  const changes = new ChangeLog();
  const overlays = new Overlays(changes);
  const now = (): number => clock;
  const sources = new Sources(overlays, changes, now);
  const models = new Models(sources, (path, text) => {
    parsed.push(basename(path));
    return text.includes('syntax error') ? undefined : emptyModel(path, text);
  });
  const project = new Project(root, { overlays, sources, models, changes, now });
  const below = (path: string): string => (path.startsWith(`${tree.root}/`) ? path.slice(tree.root.length + 1) : path);
  return {
    project,
    overlays,
    parsed,
    wait: (ms) => {
      clock += ms;
    },
    lead(specifier, fromFile) {
      const resolution = project.resolve(specifier, tree.path(fromFile));
      switch (resolution.kind) {
        case 'file':
          return below(resolution.path);
        case 'package':
          return `package ${resolution.name}${resolution.subpath === '' ? '' : ` / ${resolution.subpath}`}`;
        case 'builtin':
          return `builtin ${resolution.name}`;
        case 'unresolved':
          return 'unresolved';
      }
    },
    names: (paths) => paths.map(below),
  };
}

/** As the parser would answer for a file of comments. */
export function emptyModel(path: string, text: string): ModuleModel {
  return {
    path,
    text,
    format: 'esm',
    directives: [],
    hasJsx: false,
    isTypeScript: true,
    scope: new Scope('module', undefined),
    imports: [],
    exports: [],
    calls: [],
    functions: [],
    classes: [],
    catches: [],
    objects: [],
    assignments: [],
    globals: new Set(),
    comments: [],
  };
}
