/** Reads what ESLint resolved for one file; its API types that as anything at all. */
import type { ESLint } from 'eslint';
import { isFailsoftPlugin } from './plugin.js';
import { isOn } from './rule-entry.js';
import { isRecord } from './record.js';

/** How a resolved configuration uses our plugin. */
export interface FailsoftUse {
  /** Prefix of our rules' ids in this configuration: 'failsoft' unless the owner chose another. */
  readonly namespace: string;
  readonly plugin: ESLint.Plugin;
  /** Names, without prefix, of our rules that are on. */
  readonly rules: readonly string[];
}

export function failsoftUseOf(config: unknown): FailsoftUse | undefined {
  if (!isRecord(config) || !isRecord(config['plugins'])) return undefined;
  for (const [namespace, plugin] of Object.entries(config['plugins'])) {
    if (isFailsoftPlugin(plugin)) return { namespace, plugin, rules: rulesOn(config['rules'], `${namespace}/`) };
  }
  return undefined;
}

/** What it says as `settings.failsoft`. */
export function failsoftSettingsOf(config: unknown): unknown {
  return isRecord(config) && isRecord(config['settings']) ? config['settings']['failsoft'] : undefined;
}

/** The rules of a prefix that are on, by name without it, and the options object of each, if any. */
export function ruleOptionsOf(config: unknown, prefix: string): ReadonlyMap<string, unknown> {
  const rules = isRecord(config) && isRecord(config['rules']) ? config['rules'] : {};
  return new Map(rulesOn(rules, prefix).map((name) => [name, optionsOf(rules[prefix + name])]));
}

function optionsOf(entry: unknown): unknown {
  return Array.isArray(entry) ? entry[1] : undefined;
}

function rulesOn(rules: unknown, prefix: string): string[] {
  if (!isRecord(rules)) return [];
  return Object.entries(rules).flatMap(([id, entry]) => (id.startsWith(prefix) && isOn(entry) ? [id.slice(prefix.length)] : []));
}
