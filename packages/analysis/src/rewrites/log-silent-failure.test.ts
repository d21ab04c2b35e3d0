import { describe, expect, it } from 'vitest';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { logSilentFailure } from './log-silent-failure.js';

const question: Question = ({ silentCatches }, context) => silentCatches.map((silent) => logSilentFailure(silent, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};
/** A function whose `try` holds a request. */
const withClause = (clause: string): string =>
  `export async function load(url: string) {\n  try {\n    return await (await fetch(url)).json();\n  } ${clause}\n}\n`;

describe('a catch clause', () => {
  it('gets a parameter and a log as its first line', () => {
    expect(fix(withClause('catch {\n    return null;\n  }'))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (error) {
          console.error('HTTP request failed', error);
          return null;
        }
      }
      "
    `);
    expect(fix(withClause('catch {\n    // recommendations are optional\n    return [];\n  }'))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (error) {
          console.error('HTTP request failed', error);
          // recommendations are optional
          return [];
        }
      }
      "
    `);
    expect(fix(withClause('catch { // optional\n    return [];\n  }'))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (error) { // optional
          console.error('HTTP request failed', error);
          return [];
        }
      }
      "
    `);
  });

  it('on one line is laid out over several', () => {
    expect(fix(withClause('catch {}'))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (error) {
          console.error('HTTP request failed', error);
        }
      }
      "
    `);
    expect(fix(withClause('catch{ return null; }'))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (error) {
          console.error('HTTP request failed', error);
          return null;
        }
      }
      "
    `);
    expect(fix(withClause('catch { /* ignore */ }'))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (error) {
          console.error('HTTP request failed', error);
          /* ignore */
        }
      }
      "
    `);
  });

  it('keeps the parameter that it has', () => {
    expect(fix(withClause('catch (_e) {\n    return null;\n  }'))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (_e) {
          console.error('HTTP request failed', _e);
          return null;
        }
      }
      "
    `);
    unchanged(withClause('catch ({ message }) {\n    return null;\n  }'));
  });

  it('gets a name that its block does not use', () => {
    expect(fix(withClause(`catch {\n    return { error: 'failed' };\n  }`))).toMatchInlineSnapshot(`
      "export async function load(url: string) {
        try {
          return await (await fetch(url)).json();
        } catch (cause) {
          console.error('HTTP request failed', cause);
          return { error: 'failed' };
        }
      }
      "
    `);
  });

  it('keeps CRLF, tabs and a file without semicolons', () => {
    expect(
      fix(
        `export async function load(url) {\r\n\ttry {\r\n\t\treturn await (await fetch(url)).json()\r\n\t} catch {\r\n\t\treturn null\r\n\t}\r\n}\r\n`,
        { path: 'a.js' },
      ),
    ).toBe(
      `export async function load(url) {\r\n\ttry {\r\n\t\treturn await (await fetch(url)).json()\r\n\t} catch (error) {\r\n\t\tconsole.error('HTTP request failed', error)\r\n\t\treturn null\r\n\t}\r\n}\r\n`,
    );
  });
});

describe('a handler of .catch', () => {
  const withHandler = (handler: string): string =>
    `import axios from 'axios';\nexport const load = (url: string) => axios.get(url).catch(${handler});\n`;

  it('with an expression gets a block', () => {
    expect(fix(withHandler('() => null'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch((error: unknown) => {
        console.error('HTTP request failed', error);
        return null;
      });
      "
    `);
    expect(fix(withHandler('() => ({})'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch((error: unknown) => {
        console.error('HTTP request failed', error);
        return {};
      });
      "
    `);
    expect(fix(withHandler('() => [] as string[]'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch((error: unknown) => {
        console.error('HTTP request failed', error);
        return [] as string[];
      });
      "
    `);
    expect(fix(withHandler('(_) => undefined'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch((_) => {
        console.error('HTTP request failed', _);
        return undefined;
      });
      "
    `);
    expect(fix(withHandler('e => null'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch(e => {
        console.error('HTTP request failed', e);
        return null;
      });
      "
    `);
  });

  it('with a block gets its first line', () => {
    expect(fix(withHandler('() => {}'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch((error: unknown) => {
        console.error('HTTP request failed', error);
      });
      "
    `);
    expect(fix(withHandler('async () => {\n  // optional\n}'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch(async (error: unknown) => {
        console.error('HTTP request failed', error);
        // optional
      });
      "
    `);
    expect(fix(withHandler('function () { return null; }'))).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url: string) => axios.get(url).catch(function (error: unknown) {
        console.error('HTTP request failed', error);
        return null;
      });
      "
    `);
  });

  it('has no annotation in JavaScript', () => {
    expect(fix(withHandler('() => null').replace(': string', ''), { path: 'src/a.js' })).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const load = (url) => axios.get(url).catch((error) => {
        console.error('HTTP request failed', error);
        return null;
      });
      "
    `);
  });

  it('that takes the error apart is left', () => {
    unchanged(withHandler('({ code }) => null'));
  });
});

describe('the log', () => {
  it('names the dependency, and goes to the logger of the project', () => {
    const text = `import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function count() {\n  try {\n    return await pool.query('select 1');\n  } catch {\n    return 0;\n  }\n}\n`;
    expect(fix(text, { settings: { logger: { from: '@acme/log', name: 'log' } } })).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      import { log } from '@acme/log';
      const pool = new Pool();
      export async function count() {
        try {
          return await pool.query('select 1');
        } catch (error) {
          log.error('PostgreSQL query failed', error);
          return 0;
        }
      }
      "
    `);
    expect(titles(question, text)).toMatchInlineSnapshot(`
      [
        "* Log the failure",
      ]
    `);
  });
});
