/** What the package manager's files at the root say of the workspace: pnpm, npm, Yarn, Bun. */
import { existsSync } from 'node:fs';
import { load } from 'js-yaml';
import { readText, type DiskView } from './disk-view.js';
import { isObject, objectOf, parseJson, stringEntries, stringsOf, type JsonObject } from './json.js';
import { within } from './real-path.js';

export interface WorkspaceDefinition {
  /** Folders of the member packages; empty for a single package. */
  readonly globs: readonly string[];
  /** Version ranges shared by the packages: catalogue -> package -> range. The unnamed one is 'default'. */
  readonly catalogs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export function readDefinition(root: string, disk: DiskView): WorkspaceDefinition {
  const pnpm = readYaml(disk.text(within(root, 'pnpm-workspace.yaml')));
  const yarn = readYaml(disk.text(within(root, '.yarnrc.yml')));
  const manifest = objectOf(parseJson(disk.text(within(root, 'package.json')) ?? ''));
  const workspaces = manifest['workspaces'];
  return {
    globs: [...new Set([...stringsOf(pnpm['packages']), ...globsOf(workspaces)])],
    catalogs: catalogsOf([manifest, objectOf(workspaces), yarn, pnpm]),
  };
}

/** Whether a package.json makes its folder the root of a workspace. */
export function definesWorkspace(folder: string): boolean {
  const path = within(folder, 'package.json');
  // Most folders have none, and an error that nobody sees costs more than to look first.
  const text = existsSync(path) ? readText(path) : undefined;
  return text?.includes('"workspaces"') === true && globsOf(objectOf(parseJson(text))['workspaces']).length > 0;
}

function globsOf(workspaces: unknown): readonly string[] {
  return stringsOf(isObject(workspaces) ? workspaces['packages'] : workspaces);
}

function catalogsOf(places: readonly JsonObject[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const catalogs = new Map<string, ReadonlyMap<string, string>>();
  for (const place of places) {
    const named = Object.entries(objectOf(place['catalogs']));
    for (const [name, entries] of [['default', place['catalog']] as const, ...named]) {
      catalogs.set(name, new Map([...(catalogs.get(name) ?? []), ...rangesOf(entries)]));
    }
  }
  return catalogs;
}

/** YAML reads an unquoted 22 as a number. */
function rangesOf(entries: unknown): readonly (readonly [string, string])[] {
  const numbers = Object.entries(objectOf(entries)).flatMap(([name, range]) => (typeof range === 'number' ? [[name, String(range)] as const] : []));
  return [...stringEntries(entries), ...numbers];
}

/** Empty if the file is missing, broken, or holds no mapping. */
function readYaml(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  try {
    return objectOf(load(text));
  } catch {
    return {};
  }
}
