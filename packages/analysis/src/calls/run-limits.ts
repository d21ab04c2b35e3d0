/** Limits of whole runs: `task({ maxDuration: 300, run })`, the same in a configuration file of the package, or in an export of the run's own file. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { RunLimit } from '../protections/index.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Evidence } from './facts.js';
import type { Setting } from './option-values.js';
import { optionsAt, settingOf } from './options.js';
import { placeOf } from './place.js';

/** A longer run bounds no call of it: not even fetch, by itself, waits for longer than this (ms). */
const longestWait = 300_000;

export function byRunLimit(resolver: Resolver, limit: RunLimit, runner: CallValue, module: ModuleModel, name: string): Evidence | undefined {
  const own = settingAt(resolver, limit, runner.args[limit.argument], module);
  const setting = own.state === 'absent' ? (configured(resolver, limit, module) ?? own) : own;
  switch (setting.state) {
    case 'set': {
      if (setting.number === undefined) return { verdict: 'unknown', reason: `${limit.path} of ${name} may end it` };
      const withinMs = setting.number * (limit.unit === 's' ? 1_000 : 1);
      if (withinMs > longestWait) return undefined;
      return {
        verdict: 'present',
        reason: `${name} ends the run after ${String(withinMs / 1_000)} s (${limit.path})`,
        where: placeOf(setting.value, setting.module),
        withinMs,
        limitMs: withinMs,
      };
    }
    case 'unknown':
      return { verdict: 'unknown', reason: `${limit.path} of ${name} may end it: ${setting.why}` };
    case 'absent':
    case 'off':
      return undefined;
  }
}

/** A longer wait for an answer is none that somebody sits through (ms). */
const longestAnswer = 120_000;

/** `export const maxDuration = 30` in the file of a handler. */
export function bySegment(resolver: Resolver, module: ModuleModel): Evidence | undefined {
  const limit = segmentLimits(resolver, module).find(({ withinMs }) => withinMs <= longestAnswer);
  if (limit === undefined) return undefined;
  const { name, value, withinMs } = limit;
  const reason = `the platform ends the request after ${String(withinMs / 1_000)} s (${name})`;
  return { verdict: 'present', reason, where: placeOf(value, module), withinMs };
}

export interface SegmentLimit {
  /** What exports it. */
  readonly name: string;
  readonly value: Value;
  readonly withinMs: number;
}

/** Limits that a file sets for whatever it runs, long ones too. */
export function segmentLimits({ protections, workspace }: Resolver, module: ModuleModel): readonly SegmentLimit[] {
  const dependencies = workspace.manifest(module.path)?.dependencies;
  if (dependencies === undefined) return [];
  return protections
    .segments((name) => dependencies.has(name))
    .flatMap(({ export: name, unit }) => {
      const value = exportedConstant(module, name);
      if (value?.kind !== 'literal' || typeof value.value !== 'number') return [];
      return [{ name, value, withinMs: value.value * (unit === 's' ? 1_000 : 1) }];
    });
}

function exportedConstant({ exports, scope }: ModuleModel, name: string): Value | undefined {
  for (const each of exports) {
    if (each.kind !== 'binding' || each.name !== name) continue;
    const source = scope.names.get(each.local)?.source;
    if (source?.from === 'value' && source.path.length === 0) return source.value;
  }
  return undefined;
}

function settingAt(resolver: Resolver, { path }: RunLimit, options: Value | undefined, module: ModuleModel): Setting {
  return settingOf(resolver, optionsAt(resolver, options, module), path, { off: [], holders: [] });
}

/** `export default defineConfig({ maxDuration: 300 })` in the folder of the package. */
function configured(resolver: Resolver, limit: RunLimit, { path }: ModuleModel): Setting | undefined {
  const { workspace } = resolver;
  const folder = workspace.manifest(path)?.folder;
  const file =
    folder === undefined ? undefined : limit.files.map((name) => `${folder}/${name}`).find((candidate) => workspace.text(candidate) !== undefined);
  const config = file === undefined ? undefined : resolver.module(file);
  if (config === undefined) return undefined;
  for (const each of config.exports) {
    if (each.kind !== 'local' || each.name !== 'default') continue;
    return settingAt(resolver, limit, each.value.kind === 'call' ? each.value.args[0] : each.value, config);
  }
  return undefined;
}
