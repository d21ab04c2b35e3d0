import type { ESLint, Linter } from 'eslint';
import type { Host } from 'eslint-plugin-failsoft';
import { isRecord } from './record.js';

/** What hosts need of eslint-plugin-failsoft, whichever copy it is. */
export interface FailsoftPlugin extends ESLint.Plugin {
  readonly configs: Readonly<Record<'recommended' | 'strict' | 'all', Linter.Config>>;
  readonly host: Host;
}

const hostMethods = ['inventory', 'rewrites', 'dependencies', 'overlay', 'refresh', 'statistics'] as const;

/** A copy of our plugin, of any version. */
export function isFailsoftPlugin(value: unknown): value is ESLint.Plugin {
  return isRecord(value) && isRecord(value['meta']) && value['meta']['name'] === 'eslint-plugin-failsoft';
}

/** The plugin's host, if it speaks the protocol that we speak. */
export function hostOf(plugin: unknown): Host | undefined {
  const host = isRecord(plugin) ? plugin['host'] : undefined;
  return isHost(host) ? host : undefined;
}

/** 1, 2, ... or 'none', for messages. */
export function protocolOf(plugin: unknown): string {
  const host = isRecord(plugin) ? plugin['host'] : undefined;
  return isRecord(host) ? String(host['protocol']) : 'none';
}

function isHost(value: unknown): value is Host {
  if (!isRecord(value) || value['protocol'] !== 1 || !hostMethods.every((method) => typeof value[method] === 'function')) return false;
  return value['unlinted'] === undefined || typeof value['unlinted'] === 'function';
}
