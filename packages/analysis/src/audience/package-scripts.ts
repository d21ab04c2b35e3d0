/** What the scripts of a package.json run, and whether others use the package as a library. */
import { isObject, objectOf, parseJson, stringEntries } from '../workspace/json.js';
import type { PackageManifest, Workspace } from '../workspace/workspace.js';

/** Paths are those of files without their extensions. */
export interface PackageScripts {
  /** Files that are run directly, other than by scripts that start something. */
  readonly programs: ReadonlySet<string>;
  /** What TypeORM's command line is told to migrate with. */
  readonly dataSources: ReadonlySet<string>;
  /** Whether a script starts something that goes on. */
  readonly startsSomething: boolean;
  /** Whether it names an entry that others import. */
  readonly isLibrary: boolean;
  /** Whether it offers itself to others as a whole and in parts: who only wants the command needs none of these. */
  readonly hasParts: boolean;
}

const known = new WeakMap<PackageManifest, PackageScripts>();

/** The scripts of the package that a file belongs to. */
export function scriptsOf(workspace: Workspace, path: string): PackageScripts | undefined {
  const manifest = workspace.manifest(path);
  if (manifest === undefined) return undefined;
  let scripts = known.get(manifest);
  if (scripts === undefined) known.set(manifest, (scripts = readScripts(manifest.folder, workspace.text(`${manifest.folder}/package.json`) ?? '')));
  return scripts;
}

export function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}

const goesOn = /start|serve|dev\b|watch|prod|work|consum|cron|job|queue|daemon|listen/i;
const runner = /^(?:node|nodejs|tsx|ts-node(?:-dev|-esm|-script)?|bun|vite-node|babel-node|jiti|esno|esr|swc-node)$/;
const separators = /&&|\|\||[;|&]/;
const takesValue = /^(?:-r|-P|-C|--require|--import|--loader|--env-file|--project|--tsconfig|--conditions)$/;
const subcommands = new Set(['watch', 'repl', 'test', 'dev']);
const dataSourceOption = /(?:--dataSource|-d)[= ]+['"]?([\w@./-]+\.[cm]?[jt]s)\b/g;

function readScripts(folder: string, text: string): PackageScripts {
  const json = objectOf(parseJson(text));
  const programs = new Set<string>();
  const dataSources = new Set<string>();
  const scripts = stringEntries(json['scripts']);
  for (const [name, command] of scripts) {
    if (/typeorm|migration/.test(command)) for (const [, path = ''] of command.matchAll(dataSourceOption)) dataSources.add(absolute(folder, path));
    if (goesOn.test(name)) continue;
    for (const part of command.split(separators)) {
      for (const path of programsIn(part)) programs.add(absolute(folder, path));
    }
  }
  return {
    programs,
    dataSources,
    startsSomething: [...scripts].some(([name]) => goesOn.test(name)),
    hasParts: hasParts(json['exports']),
    isLibrary: ['main', 'module', 'exports', 'types'].some((field) => typeof json[field] === 'string' || isObject(json[field])),
  };
}

/** `exports` of `.` and of another path that leads to code. */
function hasParts(exports: unknown): boolean {
  const paths = Object.keys(objectOf(exports));
  return paths.includes('.') && paths.some((path) => path.startsWith('./') && !/^\.\/(?:cli|bin|types?)\b|\.(?:json|map|css|d\.ts)$/.test(path));
}

/** `scripts/x.ts` of `NODE_ENV=test tsx --env-file .env scripts/x.ts --all`; of `tsx client`, a file or what its folder starts with. */
function programsIn(command: string): readonly string[] {
  const words = command.trim().split(/\s+/);
  const at = words.findIndex((word) => runner.test(word));
  if (at < 0) return [];
  for (let next = at + 1; next < words.length; next++) {
    const word = words[next] ?? '';
    if (takesValue.test(word)) next++;
    else if (!word.startsWith('-') && word !== 'run') {
      if (/\.[cm]?[jt]sx?$/.test(word)) return [word];
      // `bun run lint` names a script of the package.
      const isPath = word.includes('/') || (words[at] !== 'bun' && /^[\w-]+$/.test(word) && !subcommands.has(word));
      return isPath ? [word, `${word.replace(/\/+$/, '')}/index`] : [];
    }
  }
  return [];
}

function absolute(folder: string, path: string): string {
  return withoutExtension(`${folder}/${path.replace(/^(?:\.\/)+/, '')}`);
}
