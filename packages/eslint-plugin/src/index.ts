import { createRequire } from 'node:module';
import type { ESLint, Linter } from 'eslint';
import { host } from './host-door.js';
import type { Host } from './host.js';
import { presets } from './presets.js';
import { rules } from './rules/index.js';

const meta = { name: 'eslint-plugin-failsoft', version: versionOf(createRequire(import.meta.url)('../package.json')), namespace: 'failsoft' };

const plugin: ESLint.Plugin & { readonly host: Host } = { meta, rules, host };

type Preset = keyof typeof presets;

const configs: Readonly<Record<Preset, Linter.Config>> = {
  recommended: { name: 'failsoft/recommended', plugins: { failsoft: plugin }, rules: presets.recommended },
  strict: { name: 'failsoft/strict', plugins: { failsoft: plugin }, rules: presets.strict },
  all: { name: 'failsoft/all', plugins: { failsoft: plugin }, rules: presets.all },
  off: { name: 'failsoft/off', plugins: { failsoft: plugin }, rules: presets.off },
};

function versionOf(manifest: unknown): string {
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0';
}

export default Object.assign(plugin, { configs });
export type * from './host.js';
