import { describe, expect, it } from 'vitest';
import { lowered, valueOf } from '../../test/lowered.js';
import { constantBehind } from './names.js';

describe('what a constant stands for', () => {
  it('is found through other constants', () => {
    expect(constantBehind(valueOf(lowered(`const a = {};\nconst b = a;\nconst value = b;`))).kind).toBe('object');
    expect(constantBehind(valueOf(lowered(`let a = {};\nconst value = a;`))).kind).toBe('name');
  });

  it('is itself where constants stand for each other', () => {
    for (const text of [`const a = b;\nconst b = a;\nconst value = a;`, `const a = a;\nconst value = a;`, `const value = value;`]) {
      const value = valueOf(lowered(text));
      expect(constantBehind(value)).toBe(value);
    }
  });
});
