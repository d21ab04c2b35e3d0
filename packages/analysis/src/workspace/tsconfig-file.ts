/** One tsconfig.json or jsconfig.json with everything it extends, all paths absolute. */
import { posix } from 'node:path';
import type { DiskView } from './disk-view.js';
import { isObject, objectOf, parseJson, stringOf, stringsOf } from './json.js';
import { PathAliases } from './path-aliases.js';
import { parentOf } from './real-path.js';

export interface TsConfig {
  readonly folder: string;
  readonly aliases: PathAliases;
  readonly baseUrl: string | undefined;
  /** Where compiled files go: outDir and declarationDir. */
  readonly outDirs: readonly string[];
  /** Folders whose structure the output may repeat, the most likely first. */
  readonly rootDirs: readonly string[];
  /** Conditions of `exports` maps that this project chooses. */
  readonly conditions: readonly string[];
  /** Configurations or their folders. */
  readonly references: readonly string[];
}

/** Where `extends` leads, as seen from a folder. */
type FindConfig = (specifier: string, folder: string) => string | undefined;

/** What one file says; undefined where it says nothing. */
interface Layer {
  readonly baseUrl: string | undefined;
  readonly paths: ReadonlyMap<string, readonly string[]> | undefined;
  /** The folder of the file that says `paths`. */
  readonly pathsFolder: string;
  readonly outDir: string | undefined;
  readonly declarationDir: string | undefined;
  readonly rootDir: string | undefined;
  readonly include: readonly string[] | undefined;
  readonly conditions: readonly string[] | undefined;
}

const nothing: Omit<Layer, 'paths' | 'pathsFolder'> = {
  baseUrl: undefined,
  outDir: undefined,
  declarationDir: undefined,
  rootDir: undefined,
  include: undefined,
  conditions: undefined,
};

/** Undefined for a file that is missing or broken. An `extends` that leads nowhere is passed over. */
export function readTsConfig(path: string, disk: DiskView, find: FindConfig): TsConfig | undefined {
  const json = parseJson(disk.text(path) ?? '');
  if (!isObject(json)) return undefined;
  const folder = parentOf(path) ?? path;
  const layer = layerOf(json, folder, { disk, find, configDir: folder, active: new Set([path]) });
  return {
    folder,
    aliases: new PathAliases(layer.paths ?? new Map(), layer.baseUrl ?? layer.pathsFolder),
    baseUrl: layer.baseUrl,
    outDirs: [layer.outDir, layer.declarationDir].flatMap((dir) => dir ?? []),
    rootDirs: layer.rootDir === undefined ? [...(layer.include ?? []).map(literalPart), folder] : [layer.rootDir],
    conditions: layer.conditions ?? [],
    references: referencesOf(json['references']).flatMap((path) => absolute(path, folder, folder) ?? []),
  };
}

function referencesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.map((reference: unknown) => objectOf(reference)['path']) : [];
}

interface Reading {
  readonly disk: DiskView;
  readonly find: FindConfig;
  /** The folder that `${configDir}` stands for: that of the file which extends all others. */
  readonly configDir: string;
  readonly active: Set<string>;
}

function layerOf(json: Readonly<Record<string, unknown>>, folder: string, reading: Reading): Layer {
  const options = objectOf(json['compilerOptions']);
  const path = (value: unknown): string | undefined => absolute(value, folder, reading.configDir);
  const own: Layer = {
    baseUrl: path(options['baseUrl']),
    paths: pathsOf(options['paths'], reading.configDir),
    pathsFolder: folder,
    outDir: path(options['outDir']),
    declarationDir: path(options['declarationDir']),
    rootDir: path(options['rootDir']),
    include: Array.isArray(json['include']) ? stringsOf(json['include']).flatMap((glob) => path(glob) ?? []) : undefined,
    conditions: Array.isArray(options['customConditions']) ? stringsOf(options['customConditions']) : undefined,
  };
  const extended = typeof json['extends'] === 'string' ? [json['extends']] : stringsOf(json['extends']);
  return extended.reduceRight((layer, specifier) => {
    const base = extendedLayer(specifier, folder, reading);
    return base === undefined ? layer : overriding(layer, base);
  }, own);
}

function extendedLayer(specifier: string, folder: string, reading: Reading): Layer | undefined {
  const path = reading.find(specifier, folder);
  if (path === undefined) return generatedLayer(specifier, folder);
  if (reading.active.has(path)) return undefined;
  const json = parseJson(reading.disk.text(path) ?? '');
  if (!isObject(json)) return undefined;
  return layerOf(json, parentOf(path) ?? path, { ...reading, active: new Set([...reading.active, path]) });
}

/** What frameworks write at the first build, in files that no checkout has. */
const generated: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map([
  ['.svelte-kit/tsconfig.json', new Map([['$lib', ['./src/lib']], ['$lib/*', ['./src/lib/*']]])],
  ['.nuxt/tsconfig.json', new Map([['~/*', ['./*', './app/*']], ['@/*', ['./*', './app/*']]])],
]);

function generatedLayer(specifier: string, folder: string): Layer | undefined {
  const [name, paths] = [...generated].find(([ending]) => specifier.endsWith(`/${ending}`)) ?? [];
  if (name === undefined || paths === undefined) return undefined;
  return { ...nothing, paths, pathsFolder: posix.join(folder, specifier.slice(0, -name.length)) };
}

function overriding(own: Layer, base: Layer): Layer {
  return {
    baseUrl: own.baseUrl ?? base.baseUrl,
    paths: own.paths ?? base.paths,
    pathsFolder: own.paths === undefined ? base.pathsFolder : own.pathsFolder,
    outDir: own.outDir ?? base.outDir,
    declarationDir: own.declarationDir ?? base.declarationDir,
    rootDir: own.rootDir ?? base.rootDir,
    include: own.include ?? base.include,
    conditions: own.conditions ?? base.conditions,
  };
}

function pathsOf(value: unknown, configDir: string): ReadonlyMap<string, readonly string[]> | undefined {
  if (!isObject(value)) return undefined;
  const targetsOf = (targets: unknown): readonly string[] => stringsOf(targets).map((target) => target.replace('${configDir}', () => configDir));
  return new Map(Object.entries(value).map(([pattern, targets]) => [pattern, targetsOf(targets)]));
}

function absolute(value: unknown, folder: string, configDir: string): string | undefined {
  const path = stringOf(value)?.replace('${configDir}', () => configDir);
  if (path === undefined) return undefined;
  return withoutSlash(posix.isAbsolute(path) ? posix.normalize(path) : posix.join(folder, path));
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The folders of a glob before its first wildcard. */
function literalPart(glob: string): string {
  const wildcard = glob.search(/[*?]/);
  if (wildcard < 0) return /\.\w+$/.test(glob) ? (parentOf(glob) ?? glob) : glob;
  return glob.slice(0, glob.lastIndexOf('/', wildcard));
}
