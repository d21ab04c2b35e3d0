/** One analysis per workspace and settings, for all files that this process lints. */
import { Analysis, Catalog, libraries, readSettings, Workspaces, type Settings } from '@failsoft/analysis';

const known = new Catalog(libraries);
export const workspaces = new Workspaces();

const settingsOf = new WeakMap<object, Settings>();
/** By what they say: one host parses its settings anew for each file, and analyses should outlive that. */
const settingsSaying = new Map<string, Settings>();
const analyses = new WeakMap<Settings, Map<string, Analysis>>();

/** @throws {SettingsError} for a wrong `settings.failsoft`. */
export function settingsFrom(given: unknown): Settings {
  if (typeof given !== 'object' || given === null) return readSettings(given);
  const known = settingsOf.get(given);
  if (known !== undefined) return known;
  const settings = sharedSettings(given, readSettings(given));
  settingsOf.set(given, settings);
  return settings;
}

function sharedSettings(given: object, read: Settings): Settings {
  const text = JSON.stringify(given);
  const shared = settingsSaying.get(text) ?? read;
  settingsSaying.set(text, shared);
  return shared;
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
