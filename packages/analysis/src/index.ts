/** The engine of Failsoft: facts about external calls, and the edits that make them resilient. */
export { Analysis } from './analysis.js';
export { Catalog } from './catalog/catalog.js';
export { libraries } from './catalog/index.js';
export type { DependencyKind, Library } from './catalog/schema.js';
export { writtenOption } from './catalog/option-name.js';
export { defaultBoundOf, preferredOf, remedyOf } from './catalog/versions.js';
export type { Audience, BreakerNeed, CacheUse, CreatedClient, Evidence, ExternalCall, FanOut, FileFacts, IneffectiveTimeout, Place, SilentCatch, Trap } from './calls/facts.js';
export { columnAt, lineAt } from './calls/place.js';
export { lowerModule } from './module/lower.js';
export { parseModule } from './module/parse.js';
export type { CallValue, Range } from './module/value.js';
export type { ModuleModel } from './module/model.js';
export { settingsSchema } from './settings/schema.js';
export { defaultSettings, readSettings, type Settings } from './settings/settings.js';
export { SettingsError } from './settings/settings-error.js';
export type { GivenSettings } from './settings/given.js';
export { Workspaces } from './workspace/workspaces.js';
export type { Workspace } from './workspace/workspace.js';
