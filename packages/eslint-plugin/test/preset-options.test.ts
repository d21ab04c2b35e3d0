/** What the presets make of the same files: options that are on in strict, or off in recommended. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casesFolder } from './cases.js';
import { FixtureLinter, type Preset } from './linting.js';

async function linesReported(preset: Preset, path: string, rule: string): Promise<readonly number[]> {
  const linter = new FixtureLinter(join(casesFolder, path.split('/src/')[0] ?? ''), preset);
  const { findings } = await linter.lintFile(join(casesFolder, path));
  return findings.filter((finding) => finding.rule === rule).map(({ line }) => line);
}

describe('a client whose unheard error event is only printed', () => {
  const path = 'error-listeners/only-logged/src/redis.ts';

  it('is left alone by recommended, and reported by strict and all', async () => {
    expect(await linesReported('recommended', path, 'require-error-listener')).toEqual([]);
    expect(await linesReported('strict', path, 'require-error-listener')).toEqual([4]);
    expect(await linesReported('all', path, 'require-error-listener')).toEqual([4]);
  });

  it('is nothing like one whose event ends the process', async () => {
    expect(await linesReported('recommended', 'error-listeners/missing/src/pools.ts', 'require-error-listener')).toHaveLength(3);
  });
});

describe('a handler that drops the error', () => {
  it('and leaves a failure code is reported by strict only', async () => {
    const path = 'silent-failures/failure-codes/src/verify.ts';
    expect(await linesReported('recommended', path, 'no-silent-failure')).toEqual([28]);
    expect(await linesReported('strict', path, 'no-silent-failure')).toEqual([10, 19, 28]);
  });

  it('and explains it in a comment is reported by strict only', async () => {
    const path = 'silent-failures/empty-catch/src/report.ts';
    expect(await linesReported('recommended', path, 'no-silent-failure')).toEqual([7, 14, 44]);
    expect(await linesReported('strict', path, 'no-silent-failure')).toEqual([7, 14, 22, 31, 37, 44]);
  });
});
