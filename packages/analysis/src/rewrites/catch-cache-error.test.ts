import { describe, expect, it } from 'vitest';
import { ask, fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { applyEdits } from './apply.js';
import { catchCacheError } from './catch-cache-error.js';

const question: Question = ({ cacheUses }, context) => cacheUses.map((use) => catchCacheError(use, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};
const withImport = (code: string): string => `import { Redis } from 'ioredis';\n\nconst redis = new Redis();\n${code}`;

describe('a cache read', () => {
  it('that fails is logged and treated as a miss', () => {
    expect(
      fix(
        withImport(`
export async function product(id: string): Promise<Product> {
  const cached = await redis.get(\`cache:\${id}\`);
  if (cached) return JSON.parse(cached);
  const found = await load(id);
  await redis.set(\`cache:\${id}\`, JSON.stringify(found), 'EX', 60);
  return found;
}
`),
      ),
    ).toMatchInlineSnapshot(`
      "import { Redis } from 'ioredis';

      const redis = new Redis();

      export async function product(id: string): Promise<Product> {
        const cached = await redis.get(\`cache:\${id}\`).catch((error: unknown) => {
          console.warn('Cache unavailable, treated as a miss', error);
          return null;
        });
        if (cached) return JSON.parse(cached);
        const found = await load(id);
        await redis.set(\`cache:\${id}\`, JSON.stringify(found), 'EX', 60).catch((error: unknown) => {
          console.warn('Cache unavailable, not updated', error);
        });
        return found;
      }
      "
    `);
  });

  it('has no annotation in JavaScript, and the layout of the file', () => {
    expect(
      fix(
        `const Redis = require("ioredis")\n\nconst redis = new Redis()\n\nexports.product = async (id) => {\n\treturn JSON.parse(await redis.get("cache:" + id))\n}\n`,
        { path: 'src/a.js' },
      ),
    ).toMatchInlineSnapshot(`
      "const Redis = require("ioredis")

      const redis = new Redis()

      exports.product = async (id) => {
      	return JSON.parse(await redis.get("cache:" + id).catch((error) => {
      		console.warn("Cache unavailable, treated as a miss", error)
      		return null
      	}))
      }
      "
    `);
  });

  it('is caught within a chain, an optional one too', () => {
    expect(fix(withImport(`export const product = async (id: string) => (await redis.get(\`cache:\${id}\`).then(parse)) ?? load(id);`)))
      .toMatchInlineSnapshot(`
      "import { Redis } from 'ioredis';

      const redis = new Redis();
      export const product = async (id: string) => (await redis.get(\`cache:\${id}\`).catch((error: unknown) => {
        console.warn('Cache unavailable, treated as a miss', error);
        return null;
      }).then(parse)) ?? load(id);"
    `);
    expect(
      fix(`
import type { Redis } from 'ioredis';
export class Products {
  constructor(private readonly redis?: Redis) {}
  async product(id: string) {
    return (await this.redis?.get(\`cache:\${id}\`)) ?? this.load(id);
  }
}
`),
    ).toMatchInlineSnapshot(`
      "
      import type { Redis } from 'ioredis';
      export class Products {
        constructor(private readonly redis?: Redis) {}
        async product(id: string) {
          return (await this.redis?.get(\`cache:\${id}\`).catch((error: unknown) => {
            console.warn('Cache unavailable, treated as a miss', error);
            return null;
          })) ?? this.load(id);
        }
      }
      "
    `);
  });

  it('that hands its answer to a callback is left', () => {
    unchanged(withImport(`export async function product(id: string, callback: Done) { return await redis.get(\`cache:\${id}\`, callback); }`));
  });

  it('uses no name that is taken', () => {
    expect(fix(withImport(`export async function product(id: string, error: Log) { return await redis.get(\`cache:\${id}\`); }`)))
      .toMatchInlineSnapshot(`
      "import { Redis } from 'ioredis';

      const redis = new Redis();
      export async function product(id: string, error: Log) { return await redis.get(\`cache:\${id}\`).catch((cause: unknown) => {
        console.warn('Cache unavailable, treated as a miss', cause);
        return null;
      }); }"
    `);
  });
});

describe('a cache write', () => {
  it('whose answer is used is left', () => {
    unchanged(withImport(`export async function put(id: string) { const done = await redis.set(\`cache:\${id}\`, '1'); return done; }`));
  });
});

describe('the client', () => {
  it('can be made a soft cache where the file makes it', () => {
    const text = withImport(`export const product = async (id: string) => await redis.get(\`cache:\${id}\`);`);
    expect(titles(question, text)).toMatchInlineSnapshot(`
      [
        "* Log a failed cache read and treat it as a miss",
        "Wrap the client in softCache: what fails or takes more than 1_000 ms is a miss",
      ]
    `);
    const [, soft] = ask(question, text).findings[0] ?? [];
    expect(applyEdits(text, soft?.edits ?? [])).toMatchInlineSnapshot(`
      "import { Redis } from 'ioredis';
      import { softCache } from '@failsoft/runtime';

      const redis = softCache(new Redis(), { timeoutMs: 1_000 });
      export const product = async (id: string) => await redis.get(\`cache:\${id}\`);"
    `);
  });

  it('is left where it blocks on purpose, or the runtime is not there', () => {
    expect(
      titles(
        question,
        withImport(`export const product = async (id: string) => await redis.get(\`cache:\${id}\`);\nexport const next = () => redis.blpop('a', 0);`),
      ),
    ).toMatchInlineSnapshot(`
      [
        "* Log a failed cache read and treat it as a miss",
      ]
    `);
    expect(
      titles(question, withImport(`export const product = async (id: string) => await redis.get(\`cache:\${id}\`);`), {
        unavailable: ['@failsoft/runtime'],
      }),
    ).toMatchInlineSnapshot(`
      [
        "* Log a failed cache read and treat it as a miss",
      ]
    `);
  });
});
