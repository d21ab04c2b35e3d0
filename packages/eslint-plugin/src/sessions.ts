/** One analysis per workspace and settings, for all files that this process lints. */
import { Analysis, Catalog, libraries, readSettings, Workspaces, type Settings } from '@failsoft/analysis';

const known = new Catalog(libraries);
export const workspaces = new Workspaces();

const settingsOf = new WeakMap<object, Settings>();
const analyses = new WeakMap<Settings, Map<string, Analysis>>();

/** @throws {SettingsError} for a wrong `settings.failsoft`. */
export function settingsFrom(given: unknown): Settings {
  if (typeof given !== 'object' || given === null) return readSettings(given);
  const known = settingsOf.get(given);
  if (known !== undefined) return known;
  const settings = readSettings(given);
  settingsOf.set(given, settings);
  return settings;
}

export function analysisFor(file: string, settings: Settings): Analysis {
  const workspace = workspaces.of(file, settings.root);
  let byRoot = analyses.get(settings);
  if (byRoot === undefined) analyses.set(settings, (byRoot = new Map<string, Analysis>()));
  let analysis = byRoot.get(workspace.root);
  if (analysis === undefined) byRoot.set(workspace.root, (analysis = new Analysis(catalogFor(settings), workspace, settings)));
  return analysis;
}

/** The user's own libraries stand before those that are known. */
function catalogFor({ clients }: Settings): Catalog {
  return clients.length === 0 ? known : new Catalog([...clients, ...libraries]);
}
