import { createRequire } from 'node:module';
import type { ESLint, Linter, Rule } from 'eslint';
import { host } from './host-door.js';
import type { Host } from './host.js';
import { presets } from './presets.js';
import { rules } from './rules/index.js';

type PresetName = keyof typeof presets;

/** The plugin as ESLint takes it, and what it offers to other hosts beside. */
export interface FailsoftPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<keyof typeof rules, Rule.RuleModule>;
  readonly configs: Record<PresetName, Linter.Config>;
  readonly host: Host;
}

const manifest: unknown = createRequire(import.meta.url)('../package.json');
const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0';
const base = { meta: { name: 'eslint-plugin-failsoft', version, namespace: 'failsoft' }, rules, host };

/** A configuration refers to the plugin that it is part of. */
function configured(name: PresetName): Linter.Config {
  return {
    name: `failsoft/${name}`,
    get plugins() {
      return { failsoft: plugin };
    },
    rules: presets[name],
  };
}

const plugin: FailsoftPlugin = {
  ...base,
  configs: { recommended: configured('recommended'), strict: configured('strict'), all: configured('all'), off: configured('off') },
};

export default plugin;
/** What `require()` answers. */
export { plugin as 'module.exports' };
export type * from './host.js';
