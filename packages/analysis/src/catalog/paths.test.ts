import { describe, expect, it } from 'vitest';
import { compilePath } from './paths.js';

describe('a path', () => {
  it.each([
    ['', [], true],
    ['', ['get'], false],
    ['get|head', ['head'], true],
    ['get|head', ['delete'], false],
    ['*.findMany', ['user', 'findMany'], true],
    ['*.findMany', ['findMany'], false],
    ['*.list', ['list()', 'list'], false],
    ['**.exec', ['exec'], true],
    ['multi().**.exec', ['multi()', 'set()', 'get()', 'exec'], true],
    ['multi().**.exec', ['multi', 'exec'], false],
    ['*Client', ['S3Client'], true],
    ['*Client', ['S3ClientConfig'], false],
    ['get*', ['get'], false],
    ['$queryRaw', ['$queryRaw'], true],
  ] as const)('%o means %o: %o', (pattern, path, expected) => {
    expect(compilePath(pattern)(path)).toBe(expected);
  });
});
