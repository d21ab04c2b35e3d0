import { describe, expect, it } from 'vitest';
import { fixed, type Question } from '../../test/rewriting.js';
import { logSilentFailure } from './log-silent-failure.js';

const question: Question = ({ silentCatches }, context) => silentCatches.map((silent) => logSilentFailure(silent, context));

/** What becomes of the imports of a file that needs `log` of '@acme/log'. */
function imports(head: string, path = 'src/a.ts'): string {
  const [before, code] = path.endsWith('.cjs')
    ? [head, `exports.load = (url) => fetch(url).catch(() => null);\n`]
    : [head, `export const load = (url) => fetch(url).catch(() => null);\n`];
  const after = fixed(question, before + code, { path, settings: { logger: { from: '@acme/log', name: 'log' } } });
  return after.slice(0, after.indexOf(code.slice(0, 15)));
}

describe('an import of the same module', () => {
  it('is extended where it has braces', () => {
    expect(imports(`import { warn } from '@acme/log';\n`)).toBe(`import { warn, log } from '@acme/log';\n`);
    expect(imports(`import { warn, } from '@acme/log';\n`)).toBe(`import { warn, log, } from '@acme/log';\n`);
    expect(imports(`import acme, { warn } from '@acme/log';\n`)).toBe(`import acme, { warn, log } from '@acme/log';\n`);
    expect(imports(`import { type Level } from '@acme/log';\n`)).toBe(`import { type Level, log } from '@acme/log';\n`);
    expect(imports(`const { warn: w } = require('@acme/log');\n`, 'src/a.cjs')).toBe(`const { warn: w, log } = require('@acme/log');\n`);
    expect(imports(`const { warn /* loud */ } = require('@acme/log');\n`, 'src/a.cjs')).toBe(
      `const { warn, log /* loud */ } = require('@acme/log');\n`,
    );
  });

  it('stands beside another where it has none', () => {
    expect(imports(`const warn = require('@acme/log').warn;\n`, 'src/a.cjs')).toBe(
      `const warn = require('@acme/log').warn;\nconst { log } = require('@acme/log');\n`,
    );
    expect(imports(`const a = 1, warn = require('@acme/log').warn;\n\n`, 'src/a.cjs')).toBe(
      `const a = 1, warn = require('@acme/log').warn;\nconst { log } = require('@acme/log');\n\n`,
    );
    expect(imports(`const warn = require('@acme/log').warn, b = 1;\n`, 'src/a.cjs')).toBe(
      `const { log } = require('@acme/log');\n\nconst warn = require('@acme/log').warn, b = 1;\n`,
    );
    expect(imports(`import acme from '@acme/log';\n`)).toBe(`import acme from '@acme/log';\nimport { log } from '@acme/log';\n`);
    expect(imports(`import { default as acme } from '@acme/log';\n`)).toBe(
      `import { default as acme } from '@acme/log';\nimport { log } from '@acme/log';\n`,
    );
    expect(imports(`import {} from '@acme/log';\n`)).toBe(`import {} from '@acme/log';\nimport { log } from '@acme/log';\n`);
    expect(imports(`import '@acme/log';\n`)).toBe(`import '@acme/log';\nimport { log } from '@acme/log';\n`);
  });

  it('is left as it is where it is of types only', () => {
    expect(imports(`import type { Level } from '@acme/log';\n`)).toBe(`import type { Level } from '@acme/log';\nimport { log } from '@acme/log';\n`);
    expect(imports(`import type acme = require('@acme/log');\n`)).toBe(
      `import type acme = require('@acme/log');\nimport { log } from '@acme/log';\n`,
    );
    expect(imports(`import type * as acme from '@acme/log';\n`)).toBe(`import type * as acme from '@acme/log';\nimport { log } from '@acme/log';\n`);
  });

  it('is reached by the name of the whole', () => {
    const withWhole = (head: string): string =>
      fixed(question, `${head}export const load = (url) => fetch(url).catch(() => null);\n`, {
        settings: { logger: { from: '@acme/log', name: 'log' } },
      });
    for (const head of [
      `import * as acme from '@acme/log';\n`,
      `import acme, * as all from '@acme/log';\n`,
      `import acme = require('@acme/log');\n`,
    ]) {
      const text = withWhole(head);
      expect(text.startsWith(head)).toBe(true);
      expect(text).toMatch(/(?:acme|all)\.log\.\w+\(/);
      expect(text).not.toMatch(/import \{ log/);
    }
  });
});
