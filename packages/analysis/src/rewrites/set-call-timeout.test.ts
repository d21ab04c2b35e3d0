import { describe, expect, it } from 'vitest';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { setCallTimeout } from './set-call-timeout.js';

const question: Question = ({ calls }, context) => calls.map((call) => setCallTimeout(call, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};

describe('fetch', () => {
  it('gets an init', () => {
    expect(fix(`export const get = async (url: string) => (await fetch(url)).json();`)).toMatchInlineSnapshot(
      `"export const get = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(5_000) })).json();"`,
    );
  });

  it('does not ask for ever what a signal is that stands for itself', () => {
    for (const names of [`const s = t, t = s;`, `let s = s;`, `const s = s;`]) {
      expect(() => fix(`${names}\nexport const get = async (url: string) => (await fetch(url, { signal: s })).json();`)).not.toThrow();
    }
  });

  it('gets the signal in the init that stands there', () => {
    expect(fix(`export const send = async (url: string) => (await fetch(url, { method: 'POST' })).ok;`)).toMatchInlineSnapshot(`
      "export const send = async (url: string) => (await fetch(url, {
        method: 'POST',
        signal: AbortSignal.timeout(5_000),
      })).ok;"
    `);
  });

  it('keeps trailing commas, comments and a property a line', () => {
    expect(
      fix(`
export async function send(url: string, body: string) {
  const response = await fetch(url, {
    method: 'POST', // never PUT
    body,
    // the gateway wants it
    headers: { 'x-key': '1' },
  });
  return response.json();
}
`),
    ).toMatchInlineSnapshot(`
      "
      export async function send(url: string, body: string) {
        const response = await fetch(url, {
          method: 'POST', // never PUT
          body,
          // the gateway wants it
          headers: { 'x-key': '1' },
          signal: AbortSignal.timeout(5_000),
        });
        return response.json();
      }
      "
    `);
  });

  it('adds the comma that is missing before a trailing comment', () => {
    expect(
      fix(`
export async function send(url: string) {
  const response = await fetch(url, {
    method: 'POST' // never PUT
  });
  return response.json();
}
`),
    ).toMatchInlineSnapshot(`
      "
      export async function send(url: string) {
        const response = await fetch(url, {
          method: 'POST', // never PUT
          signal: AbortSignal.timeout(5_000)
        });
        return response.json();
      }
      "
    `);
  });

  it('sets the signal behind a spread and beside a computed key that is known', () => {
    unchanged(`export const send = async (url: string, key: 'body') => (await fetch(url, { [key]: 'x' })).ok;`);
    unchanged(`export const send = async (url: string) => (await fetch(url, { ...elsewhere })).ok;`);
    expect(
      fix(`
const base = { method: 'POST' };
export async function send(url: string) {
  return (await fetch(url, { ...base, ['headers']: {} })).json();
}
`),
    ).toMatchInlineSnapshot(`
      "
      const base = { method: 'POST' };
      export async function send(url: string) {
        return (await fetch(url, { ...base, ['headers']: {}, signal: AbortSignal.timeout(5_000) })).json();
      }
      "
    `);
  });

  it('fills an empty init, whatever stands in it', () => {
    expect(fix(`export const a = async () => (await fetch('https://a.example', {})).ok;`)).toMatchInlineSnapshot(`
      "export const a = async () => (await fetch('https://a.example', {
        signal: AbortSignal.timeout(5_000),
      })).ok;"
    `);
    expect(fix(`export const a = async () => (await fetch('https://a.example', { /* defaults */ })).ok;`)).toMatchInlineSnapshot(
      `"export const a = async () => (await fetch('https://a.example', { /* defaults */ signal: AbortSignal.timeout(5_000) })).ok;"`,
    );
    expect(fix(`export const a = async () => (await fetch('https://a.example', undefined)).ok;`)).toMatchInlineSnapshot(`
      "export const a = async () => (await fetch('https://a.example', {
        signal: AbortSignal.timeout(5_000),
      })).ok;"
    `);
  });

  it('joins the signal that stands there, which may be missing', () => {
    expect(fix(`export const get = async (url: string, signal: AbortSignal) => (await fetch(url, { signal })).json();`)).toMatchInlineSnapshot(`
      "export const get = async (url: string, signal: AbortSignal) => (await fetch(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
      })).json();"
    `);
    expect(fix(`export const get = async (url: string, signal?: AbortSignal) => (await fetch(url, { signal })).json();`)).toMatchInlineSnapshot(`
      "export const get = async (url: string, signal?: AbortSignal) => (await fetch(url, {
        signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(5_000)]) : AbortSignal.timeout(5_000),
      })).json();"
    `);
    expect(
      fix(`export const get = async (url: string, { signal }: { signal: AbortSignal }) => (await fetch(url, { signal, method: 'POST' })).json();`),
    ).toMatchInlineSnapshot(`
      "export const get = async (url: string, { signal }: { signal: AbortSignal }) => (await fetch(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
        method: 'POST',
      })).json();"
    `);
    expect(
      fix(
        `const controller = new AbortController();\nexport const get = async (url: string) => (await fetch(url, { signal: controller.signal })).json();`,
      ),
    ).toMatchInlineSnapshot(`
      "const controller = new AbortController();
      export const get = async (url: string) => (await fetch(url, {
        signal: AbortSignal.any([controller.signal, AbortSignal.timeout(5_000)]),
      })).json();"
    `);
    expect(fix(`export const get = async (url: string, options: Options) => (await fetch(url, { ...base, signal: options.signal })).json();`))
      .toMatchInlineSnapshot(`
      "export const get = async (url: string, options: Options) => (await fetch(url, {
        ...base,
        signal: options.signal ? AbortSignal.any([options.signal, AbortSignal.timeout(5_000)]) : AbortSignal.timeout(5_000),
      })).json();"
    `);
    expect(titles(question, `export const get = async (url: string, signal: AbortSignal) => (await fetch(url, { signal })).json();`))
      .toMatchInlineSnapshot(`
      [
        "* Join signal with AbortSignal.timeout(5_000)",
      ]
    `);
  });

  it('leaves a signal that is built where it stands, or that a spread may replace', () => {
    unchanged(`export const get = async (url: string) => (await fetch(url, { signal: makeSignal() })).json();`);
    unchanged(`export const get = async (url: string, signal: AbortSignal) => (await fetch(url, { signal, ...base })).json();`);
  });

  it('spreads an init of the same file, and leaves one from elsewhere', () => {
    expect(fix(`const init = { method: 'POST' };\nexport const send = async (url: string) => (await fetch(url, init)).json();`))
      .toMatchInlineSnapshot(`
      "const init = { method: 'POST' };
      export const send = async (url: string) => (await fetch(url, {
        ...init,
        signal: AbortSignal.timeout(5_000),
      })).json();"
    `);
    unchanged(`export const send = async (url: string, init: RequestInit) => (await fetch(url, init)).json();`);
    unchanged(
      `const init: RequestInit = {};\ninit.signal = controller.signal;\nexport const send = async (url: string) => (await fetch(url, init)).json();`,
    );
    unchanged(`export const send = async (...all: Parameters<typeof fetch>) => (await fetch(...all)).json();`);
  });

  it('does not take the place of the signal that a Request carries', () => {
    unchanged(`export const send = async (request: Request) => (await fetch(request)).json();`);
    unchanged(`export const send = async () => (await fetch(new Request('https://a.example'))).json();`);
  });

  it('does not cut a body that is streamed or read elsewhere', () => {
    unchanged(`export async function get(url: string) { const response = await fetch(url); return new Response(response.body); }`);
    unchanged(`export async function get(url: string) { const response = await fetch(url); for await (const part of response.body) print(part); }`);
    unchanged(`export async function get(url: string) { const response = await fetch(url); await pipeline(Readable.fromWeb(response.body), file); }`);
    unchanged(`export async function get(url: string) { const response = await fetch(url); return response; }`);
    unchanged(`export async function get(url: string) { return fetch(url); }`);
    unchanged(`export const get = (url: string) => fetch(url);`);
    unchanged(`export async function get(url: string) { const { body } = await fetch(url); return body; }`);
    unchanged(`export async function get(url: string) { const response = await fetch(url); return wrap({ response }); }`);
    unchanged(`export async function get(url: string) { return fetch(url).then((response) => response.body); }`);
    unchanged(`export async function get(url: string) { return retry(() => fetch(url)); }`);
  });

  it('is bounded where its body is read: at once, in a chain, in a list, in a function of the file', () => {
    expect(fix(`export const get = (url: string) => fetch(url).then((response) => response.json());`)).toMatchInlineSnapshot(
      `"export const get = (url: string) => fetch(url, { signal: AbortSignal.timeout(5_000) }).then((response) => response.json());"`,
    );
    expect(
      fix(`export const get = (url: string) => fetch(url).then((r) => { if (!r.ok) throw new Error('r is bad'); return r; }).then((r) => r.json());`),
    ).toMatchInlineSnapshot(
      `"export const get = (url: string) => fetch(url, { signal: AbortSignal.timeout(5_000) }).then((r) => { if (!r.ok) throw new Error('r is bad'); return r; }).then((r) => r.json());"`,
    );
    expect(
      fix(`
export async function both() {
  const [a, b] = await Promise.all([fetch('https://a.example'), fetch('https://b.example')]);
  return [await a.json(), await b.json()];
}
`),
    ).toMatchInlineSnapshot(`
      "
      export async function both() {
        const [a, b] = await Promise.all([fetch('https://a.example', {
          signal: AbortSignal.timeout(5_000),
        }), fetch('https://b.example', { signal: AbortSignal.timeout(5_000) })]);
        return [await a.json(), await b.json()];
      }
      "
    `);
    expect(
      fix(`
async function parse(response: Response) {
  if (!response.ok) throw new Error('bad response');
  return response.json();
}
export async function get(url: string) {
  const response = await fetch(url);
  if (response.status === 404) return { 'error-response': 'no response' };
  return parse(response);
}
`),
    ).toMatchInlineSnapshot(`
      "
      async function parse(response: Response) {
        if (!response.ok) throw new Error('bad response');
        return response.json();
      }
      export async function get(url: string) {
        const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
        if (response.status === 404) return { 'error-response': 'no response' };
        return parse(response);
      }
      "
    `);
  });

  it('stays right in template literals, JSX, decorators, generators, class fields and at the top level', () => {
    expect(fix('export const a = async (url: string) => `status ${(await fetch(url)).status}`;')).toMatchInlineSnapshot(`
      "export const a = async (url: string) => \`status \${(await fetch(url, {
        signal: AbortSignal.timeout(5_000),
      })).status}\`;"
    `);
    expect(
      fix(`export async function Page() { return <p title={(await fetch('https://a.example')).statusText}>it's</p>; }`, { path: 'app/page.tsx' }),
    ).toMatchInlineSnapshot(`
      "export async function Page() { return <p title={(await fetch('https://a.example', {
        signal: AbortSignal.timeout(5_000),
      })).statusText}>it's</p>; }"
    `);
    expect(
      fix(`class A {\n  @Cron('* * * * *')\n  async poll() {\n    const { status } = await fetch('https://a.example');\n    return status;\n  }\n}`),
    ).toMatchInlineSnapshot(`
      "class A {
        @Cron('* * * * *')
        async poll() {
          const { status } = await fetch('https://a.example', { signal: AbortSignal.timeout(5_000) });
          return status;
        }
      }"
    `);
    expect(fix(`export async function* pages(url: string) { yield (await fetch(url)).json(); }`)).toMatchInlineSnapshot(`
      "export async function* pages(url: string) { yield (await fetch(url, {
        signal: AbortSignal.timeout(5_000),
      })).json(); }"
    `);
    expect(fix(`class A { load = async () => (await fetch('https://a.example')).json(); }`)).toMatchInlineSnapshot(`
      "class A { load = async () => (await fetch('https://a.example', {
        signal: AbortSignal.timeout(5_000),
      })).json(); }"
    `);
    expect(fix(`const rates = await (await fetch('https://a.example')).json();\nexport { rates };`)).toMatchInlineSnapshot(`
      "const rates = await (await fetch('https://a.example', { signal: AbortSignal.timeout(5_000) })).json();
      export { rates };"
    `);
  });

  it('keeps CRLF and tabs', () => {
    expect(
      fix(`export async function get(url) {\r\n\tconst r = await fetch(url, {\r\n\t\tmethod: 'POST',\r\n\t});\r\n\treturn r.json();\r\n}\r\n`, {
        path: 'src/a.js',
      }),
    ).toBe(
      `export async function get(url) {\r\n\tconst r = await fetch(url, {\r\n\t\tmethod: 'POST',\r\n\t\tsignal: AbortSignal.timeout(5_000),\r\n\t});\r\n\treturn r.json();\r\n}\r\n`,
    );
  });

  it('breaks a line that would get too long', () => {
    expect(
      fix(`
export async function search(query: string) {
  const response = await fetch(\`https://search.example.com/v2/query?q=\${encodeURIComponent(query)}\`);
  const result = await fetch('https://search.example.com/v2/query', { method: 'POST', headers });
  return [await response.json(), await result.json()];
}
`),
    ).toMatchInlineSnapshot(`
      "
      export async function search(query: string) {
        const response = await fetch(\`https://search.example.com/v2/query?q=\${encodeURIComponent(query)}\`, {
          signal: AbortSignal.timeout(5_000),
        });
        const result = await fetch('https://search.example.com/v2/query', {
          method: 'POST',
          headers,
          signal: AbortSignal.timeout(5_000),
        });
        return [await response.json(), await result.json()];
      }
      "
    `);
  });

  it('leaves an AbortSignal that is not the global one', () => {
    unchanged(`import { AbortSignal } from 'abort-controller';\nexport const get = async (url: string) => (await fetch(url)).json();`);
  });

  it('takes the number of the settings, or of the policies of the project', () => {
    const text = `import { log } from './log.js';\n\nexport const get = async (url: string) => (await fetch(url)).json();`;
    expect(fix(text, { settings: { policies: './src/policies' } })).toMatchInlineSnapshot(`
      "import { log } from './log.js';
      import { timeouts } from './policies.js';

      export const get = async (url: string) => (await fetch(url, {
        signal: AbortSignal.timeout(timeouts.http),
      })).json();"
    `);
    expect(titles(question, text, { settings: { policies: './src/policies' } })).toMatchInlineSnapshot(`
      [
        "* Set signal: AbortSignal.timeout(timeouts.http)",
      ]
    `);
    expect(titles(question, text)).toMatchInlineSnapshot(`
      [
        "* Set signal: AbortSignal.timeout(5_000)",
      ]
    `);
    unchanged(text, { settings: { policies: '@acme/policies' }, unavailable: ['@acme/policies'] });
  });
});

describe('axios', () => {
  const withImport = (code: string): string => `import axios from 'axios';\n${code}`;

  it('gets a timeout behind the arguments that are there, missing ones filled', () => {
    expect(
      fix(
        withImport(`
export async function all(url: string, body: object) {
  await axios.get(url);
  await axios.get(url, { headers: {} });
  await axios.post(url);
  await axios.post(url, body);
  await axios.post(url, body, { headers: {} });
  await axios.delete<void>(url);
  await axios(url);
  await axios({ url });
  await axios.request({ url });
  const config = { url };
  config.headers = {};
  await axios.request(config);
}
`),
      ),
    ).toMatchInlineSnapshot(`
      "import axios from 'axios';

      export async function all(url: string, body: object) {
        await axios.get(url, { timeout: 5_000 });
        await axios.get(url, { headers: {}, timeout: 5_000 });
        await axios.post(url, undefined, { timeout: 5_000 });
        await axios.post(url, body, { timeout: 5_000 });
        await axios.post(url, body, { headers: {}, timeout: 5_000 });
        await axios.delete<void>(url, { timeout: 5_000 });
        await axios(url, { timeout: 5_000 });
        await axios({ url, timeout: 5_000 });
        await axios.request({ url, timeout: 5_000 });
        const config = { url };
        config.headers = {};
        await axios.request({ ...config, timeout: 5_000 });
      }
      "
    `);
  });

  it('says what it sets', () => {
    expect(titles(question, withImport(`export const get = () => axios.get('https://a.example');`))).toMatchInlineSnapshot(`
      [
        "* Set timeout to 5_000 ms",
      ]
    `);
  });
});

describe('other libraries', () => {
  it('get their own options', () => {
    expect(
      fix(`
import got from 'got';
import { request } from 'undici';
export async function all(url: string) {
  await got(url).json();
  await got.post(url, { json: {} });
  await got(url, { timeout: { connect: 500 } });
  const { body } = await request(url);
  return body.json();
}
`),
    ).toMatchInlineSnapshot(`
      "
      import got from 'got';
      import { request } from 'undici';
      export async function all(url: string) {
        await got(url, { timeout: { request: 5_000 } }).json();
        await got.post(url, { json: {}, timeout: { request: 5_000 } });
        await got(url, { timeout: { connect: 500, request: 5_000 } });
        const { body } = await request(url, { headersTimeout: 5_000, bodyTimeout: 5_000 });
        return body.json();
      }
      "
    `);
  });
});
