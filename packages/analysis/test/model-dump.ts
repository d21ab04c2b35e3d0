import type { ModuleModel } from '../src/module/model.js';

/**
 * Everything that a model holds, as text: one line an object, numbered by a breadth-first walk over all links.
 * Two models are the same graph if and only if their dumps are equal.
 */
export function dumpModel(model: ModuleModel): string {
  const numbers = new Map<object, number>();
  const found: object[] = [];
  const name = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return typeof value === 'string' ? JSON.stringify(value) : String(value);
    if (isRange(value)) return `${String(value[0])}-${String(value[1])}`;
    let number = numbers.get(value);
    if (number === undefined) {
      number = found.push(value) - 1;
      numbers.set(value, number);
    }
    return `#${String(number)}`;
  };
  name(model);
  const lines: string[] = [];
  // The walk goes on while it finds more.
  for (const value of found) lines.push(`#${String(lines.length)} ${dumpObject(value, name)}`);
  return lines.join('\n');
}

function dumpObject(value: object, name: (part: unknown) => string): string {
  if (Array.isArray(value)) return `[${value.map(name).join(', ')}]`;
  if (value instanceof Map) return `Map {${[...value].map(([key, held]) => `${name(key)}: ${name(held)}`).join(', ')}}`;
  if (value instanceof Set) return `Set {${[...value].map(name).join(', ')}}`;
  const parts = Object.entries(value).filter(([key, held]) => key !== 'text' && held !== undefined);
  return `{${parts.map(([key, held]) => `${key}: ${name(held)}`).join(', ')}}`;
}

function isRange(value: object): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');
}
