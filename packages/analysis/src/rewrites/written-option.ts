import type { ModuleModel } from '../module/model.js';
import type { ObjectEntry, ObjectValue, Range } from '../module/value.js';

/** An option of an object literal of this file. */
export interface WrittenOption {
  readonly object: ObjectValue;
  readonly entry: Extract<ObjectEntry, { kind: 'property' }>;
}

/** The option whose key, value or whole is underlined. */
export function optionAt(module: ModuleModel, range: Range): WrittenOption | undefined {
  for (const object of module.objects) {
    for (const entry of object.entries) {
      if (entry.kind === 'property' && [entry.range, entry.keyRange, entry.value.range].some((part) => isSame(part, range))) return { object, entry };
    }
  }
  return undefined;
}

function isSame(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
