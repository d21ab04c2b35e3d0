import { expect, test } from 'vitest';
import { declaresFunction } from './declared-functions.js';

const text = [
  'export function plain(id) {}',
  'export async function waited(id) {}',
  'export const arrow = (id: string): Promise<void> => load(id);',
  'export const started = async (id) => load(id);',
  'export const handedOn = client.get;',
  'export const either = (first ?? second);',
  'export function plainly() {}',
  "const quoted = 'export function inText() {}';",
].join('\n');

test('functions that begin a line with `export` are told by the text', () => {
  for (const name of ['plain', 'waited', 'arrow', 'started', 'plainly']) expect(declaresFunction(text, name), name).toBe(true);
});

test('what may be something else is not', () => {
  for (const name of ['handedOn', 'either', 'inText', 'plai', 'missing']) expect(declaresFunction(text, name), name).toBe(false);
});
