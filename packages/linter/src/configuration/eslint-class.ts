import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { isRecord } from './record.js';

export type EslintClass = typeof ESLint;

/** A project's configuration is written for the project's own ESLint: that one if it is 9.15 or later, else ours. */
export async function eslintFor(configFile: string): Promise<EslintClass> {
  const installed = await importEslint(configFile).catch(() => undefined);
  return installed !== undefined && isSupported(installed.version) ? installed : ESLint;
}

async function importEslint(configFile: string): Promise<EslintClass | undefined> {
  const path = createRequire(configFile).resolve('eslint');
  const module: unknown = await import(pathToFileURL(path).href);
  const exported = isRecord(module) ? module['ESLint'] : undefined;
  return isEslintClass(exported) ? exported : undefined;
}

function isEslintClass(value: unknown): value is EslintClass {
  return typeof value === 'function' && 'version' in value && typeof value.version === 'string';
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 9 || (major === 9 && minor >= 15);
}
