import { expect, test } from 'vitest';
import { standInPlugin } from '../../test/stand-in-plugin.js';
import { presetConfig } from './preset.js';

const plugin = standInPlugin({ rules: { timeout: () => [], listener: () => [], breaker: () => [] } });
plugin.configs.recommended.rules = { 'failsoft/timeout': ['warn', { reportUnknown: true }], 'failsoft/listener': 'off' };
plugin.configs.all.rules = { 'failsoft/timeout': 'error', 'failsoft/listener': ['error', { logOnly: true }] };

const rulesOf = (...only: string[]) => presetConfig(plugin, 'recommended', only).at(-1)?.rules;

test('all rules of the preset are on unless some are chosen', () => {
  expect(rulesOf()).toEqual(plugin.configs.recommended.rules);
});

test('a chosen rule has the options of the preset, else those of all, else none', () => {
  expect(rulesOf('timeout')).toEqual({ 'failsoft/timeout': ['warn', { reportUnknown: true }] });
  expect(rulesOf('listener', 'breaker')).toEqual({ 'failsoft/listener': ['error', { logOnly: true }], 'failsoft/breaker': 'error' });
});
