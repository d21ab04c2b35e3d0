import { describe, expect, it } from 'vitest';
import type { Library } from '../catalog/schema.js';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { wrapWithTimeout } from './wrap-with-timeout.js';

const question: Question = ({ calls }, context) =>
  calls.filter(({ timeout }) => timeout.verdict === 'missing').map((call) => wrapWithTimeout(call, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};
const setup = `import { PrismaClient } from '@prisma/client';\n\nconst prisma = new PrismaClient();\n`;
const withClient = (code: string): string => setup + code;

describe('a call without an option', () => {
  it('is wrapped, with the await outside', () => {
    const text = withClient(`\nexport async function users() {\n  return await prisma.user.findMany();\n}\n`);
    expect(fix(text)).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();

      export async function users() {
        return await withTimeout(() => prisma.user.findMany(), { timeoutMs: 5_000, name: 'prisma' });
      }
      "
    `);
    expect(titles(question, text)).toMatchInlineSnapshot(`
      [
        "* Wrap the call in withTimeout: 5_000 ms",
      ]
    `);
  });

  it('is wrapped in lists, templates, returns of async functions, chains and JSX', () => {
    expect(fix(withClient(`export const all = async () => await Promise.all([prisma.a.count(), prisma.b.count()]);`))).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      export const all = async () => await Promise.all([withTimeout(() => prisma.a.count(), { timeoutMs: 5_000, name: 'prisma' }), withTimeout(() => prisma.b.count(), { timeoutMs: 5_000, name: 'prisma' })]);"
    `);
    expect(fix(withClient('export const text = async () => `${await prisma.a.count()} users`;'))).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      export const text = async () => \`\${await withTimeout(() => prisma.a.count(), { timeoutMs: 5_000, name: 'prisma' })} users\`;"
    `);
    expect(fix(withClient(`export async function users() { return prisma.user.findMany(); }`))).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      export async function users() { return withTimeout(() => prisma.user.findMany(), { timeoutMs: 5_000, name: 'prisma' }); }"
    `);
    expect(fix(withClient(`export const users = async () => await prisma.user.findMany().catch(() => []);`))).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      export const users = async () => await withTimeout(() => prisma.user.findMany(), { timeoutMs: 5_000, name: 'prisma' }).catch(() => []);"
    `);
    expect(fix(withClient(`export const Page = async () => <p>{await prisma.user.count()}</p>;`), { path: 'app/page.tsx' })).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      export const Page = async () => <p>{await withTimeout(() => prisma.user.count(), { timeoutMs: 5_000, name: 'prisma' })}</p>;"
    `);
    expect(fix(withClient(`const count = await prisma.user.count();\nexport { count };`))).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      const count = await withTimeout(() => prisma.user.count(), { timeoutMs: 5_000, name: 'prisma' });
      export { count };"
    `);
  });

  it('keeps this, generics and a call over several lines', () => {
    expect(
      fix(`
import { PrismaClient } from '@prisma/client';
class Users {
  readonly prisma = new PrismaClient();
  async byName(name: string) {
    const rows = await this.prisma.$queryRaw<User[]>\`select \${name}\`;
    return this.prisma.user.findMany({
      where: { name },
    });
  }
}
`),
    ).toMatchInlineSnapshot(`
      "
      import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';
      class Users {
        readonly prisma = new PrismaClient();
        async byName(name: string) {
          const rows = await withTimeout(() => this.prisma.$queryRaw<User[]>\`select \${name}\`, { timeoutMs: 5_000, name: 'prisma' });
          return withTimeout(() => this.prisma.user.findMany({
            where: { name },
          }), { timeoutMs: 5_000, name: 'prisma' });
        }
      }
      "
    `);
  });

  it('becomes async where it awaits its arguments', () => {
    expect(fix(withClient(`export const user = async () => await prisma.user.findFirst({ where: { id: await session() } });`)))
      .toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      export const user = async () => await withTimeout(async () => prisma.user.findFirst({ where: { id: await session() } }), { timeoutMs: 5_000, name: 'prisma' });"
    `);
  });

  it('is left where an arrow function would change it', () => {
    unchanged(withClient(`export async function* users() { const a = await prisma.user.findFirst(yield 1); yield a; }`));
    unchanged(withClient(`export async function users() { return await prisma.user.findFirst(arguments[0]); }`));
    unchanged(withClient(`export async function users(q: Query) { if (q.where) return await prisma.user.findFirst(q.where); return null; }`));
    unchanged(withClient(`export const users = () => prisma.user.findMany();`));
    unchanged(withClient(`export const users = prisma.user.findMany();`));
  });

  it('is left where the runtime can not be imported, or a deadline stands around it', () => {
    unchanged(withClient(`export const users = async () => await prisma.user.findMany();`), { unavailable: ['@failsoft/runtime'] });
    unchanged(withClient(`export const users = async () => await Promise.race([prisma.user.findMany(), later(500)]);`));
    unchanged(withClient(`export const users = async () => await pTimeout(prisma.user.findMany(), { milliseconds: 500 });`));
  });
});

describe('a call that takes a signal', () => {
  const payments: Library = {
    name: 'acme-payments',
    dependency: 'Acme Payments',
    kind: 'sdk',
    packages: ['acme-payments'],
    globals: [],
    functions: [],
    clients: [
      {
        name: 'payments client',
        makers: [{ path: 'Payments', by: 'new', optionsAt: [0] }],
        types: ['Payments'],
        calls: [{ path: 'charge|refund', effect: 'write' }],
        local: [],
        self: [],
        timeout: {
          options: {
            signal: { place: { at: 'call', argument: 1, path: 'signal', methods: 'charge' }, unit: 'ms', disabled: [], covers: [], isSignal: true },
            abortSignal: {
              place: { at: 'call', argument: 1, path: 'abortSignal', methods: 'refund' },
              unit: 'ms',
              disabled: [],
              covers: [],
              isSignal: true,
            },
          },
          sufficient: [['signal'], ['abortSignal']],
          default: [{ versions: '*', ms: null, phrase: 'acme-payments has none by default' }],
          insertions: [],
        },
        errorEvent: { unheard: 'none' },
        role: 'other',
        reported: 'call',
      },
    ],
    processWide: [],
    source: [],
    verified: 'source',
  };
  const bounded = (call: string): string =>
    fix(
      `import { Payments } from 'acme-payments';\nconst payments = new Payments();\nexport const pay = async (signal: Signal) => await ${call};\n`,
      { libraries: [payments] },
    );

  it('is given that of the deadline', () => {
    expect(bounded('payments.charge(5)')).toMatchInlineSnapshot(`
      "import { Payments } from 'acme-payments';
      import { withTimeout } from '@failsoft/runtime';
      const payments = new Payments();
      export const pay = async (signal: Signal) => await withTimeout(({ signal }) => payments.charge(5, { signal }), { timeoutMs: 10_000, name: 'acme-payments' });
      "
    `);
    expect(bounded('payments.charge(5, { idempotencyKey })')).toMatchInlineSnapshot(`
      "import { Payments } from 'acme-payments';
      import { withTimeout } from '@failsoft/runtime';
      const payments = new Payments();
      export const pay = async (signal: Signal) => await withTimeout(({ signal }) => payments.charge(5, { idempotencyKey, signal }), { timeoutMs: 10_000, name: 'acme-payments' });
      "
    `);
    expect(bounded('payments.refund(5)')).toMatchInlineSnapshot(`
      "import { Payments } from 'acme-payments';
      import { withTimeout } from '@failsoft/runtime';
      const payments = new Payments();
      export const pay = async (signal: Signal) => await withTimeout(({ signal }) => payments.refund(5, { abortSignal: signal }), { timeoutMs: 10_000, name: 'acme-payments' });
      "
    `);
    expect(bounded('payments.refund(signal)')).toMatchInlineSnapshot(`
      "import { Payments } from 'acme-payments';
      import { withTimeout } from '@failsoft/runtime';
      const payments = new Payments();
      export const pay = async (signal: Signal) => await withTimeout(({ signal: deadline }) => payments.refund(signal, {
        abortSignal: deadline,
      }), { timeoutMs: 10_000, name: 'acme-payments' });
      "
    `);
  });

  it('keeps options that come from elsewhere', () => {
    expect(bounded('payments.charge(5, options)')).toMatchInlineSnapshot(`
      "import { Payments } from 'acme-payments';
      import { withTimeout } from '@failsoft/runtime';
      const payments = new Payments();
      export const pay = async (signal: Signal) => await withTimeout(() => payments.charge(5, options), { timeoutMs: 10_000, name: 'acme-payments' });
      "
    `);
  });
});

describe('the import', () => {
  const call = `export const users = async () => await prisma.user.findMany();\n`;
  const imported = (text: string, file?: SourceFile): string => fix(text, file).replace(/^export const users[^]*$/m, '');

  it('joins one that is there', () => {
    expect(imported(`import { softCache } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot(`
      "import { softCache, withTimeout } from '@failsoft/runtime';
      import { PrismaClient } from '@prisma/client';

      const prisma = new PrismaClient();
      "
    `);
    expect(imported(`import {\n  softCache,\n  TimeoutError,\n} from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot(`
      "import {
        softCache,
        TimeoutError,
        withTimeout,
      } from '@failsoft/runtime';
      import { PrismaClient } from '@prisma/client';

      const prisma = new PrismaClient();
      "
    `);
    expect(imported(`import failsoft, { softCache } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot(`
      "import failsoft, { softCache, withTimeout } from '@failsoft/runtime';
      import { PrismaClient } from '@prisma/client';

      const prisma = new PrismaClient();
      "
    `);
    expect(imported(`import type { Logger } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot(`
      "import type { Logger } from '@failsoft/runtime';
      import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      "
    `);
  });

  it('uses a namespace or an alias that is there', () => {
    expect(fix(`import * as failsoft from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot(`
      "import * as failsoft from '@failsoft/runtime';
      import { PrismaClient } from '@prisma/client';

      const prisma = new PrismaClient();
      export const users = async () => await failsoft.withTimeout(() => prisma.user.findMany(), { timeoutMs: 5_000, name: 'prisma' });
      "
    `);
    expect(fix(`import { withTimeout as bounded } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot(`
      "import { withTimeout as bounded } from '@failsoft/runtime';
      import { PrismaClient } from '@prisma/client';

      const prisma = new PrismaClient();
      export const users = async () => await bounded(() => prisma.user.findMany(), { timeoutMs: 5_000, name: 'prisma' });
      "
    `);
  });

  it('takes another name where its own is taken', () => {
    expect(fix(`${setup}function withTimeout() {}\n${call}`)).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout as withDeadline } from '@failsoft/runtime';

      const prisma = new PrismaClient();
      function withTimeout() {}
      export const users = async () => await withDeadline(() => prisma.user.findMany(), { timeoutMs: 5_000, name: 'prisma' });
      "
    `);
  });

  it('is a require in CommonJS', () => {
    expect(
      fix(
        `'use strict'\n\nconst { PrismaClient } = require('@prisma/client')\n\nconst prisma = new PrismaClient()\n\nexports.users = async () => await prisma.user.findMany()\n`,
        { path: 'src/a.cjs' },
      ),
    ).toMatchInlineSnapshot(`
      "'use strict'

      const { PrismaClient } = require('@prisma/client')
      const { withTimeout } = require('@failsoft/runtime')

      const prisma = new PrismaClient()

      exports.users = async () => await withTimeout(() => prisma.user.findMany(), { timeoutMs: 5_000, name: 'prisma' })
      "
    `);
  });

  it('leads to the vendored file', () => {
    expect(imported(`${setup}${call}`, { settings: { runtime: './src/failsoft' }, path: 'src/api/users.ts' })).toMatchInlineSnapshot(`
      "import { PrismaClient } from '@prisma/client';
      import { withTimeout } from '../failsoft.js';

      const prisma = new PrismaClient();
      "
    `);
  });
});
