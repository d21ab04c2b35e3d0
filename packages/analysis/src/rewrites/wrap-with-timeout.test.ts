import { describe, expect, it } from 'vitest';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { wrapWithTimeout } from './wrap-with-timeout.js';

const question: Question = ({ calls }, context) => calls.filter(({ timeout }) => timeout.verdict === 'missing').map((call) => wrapWithTimeout(call, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};
const setup = `import { PrismaClient } from '@prisma/client';\n\nconst prisma = new PrismaClient();\n`;
const withClient = (code: string): string => setup + code;

describe('a call without an option', () => {
  it('is wrapped, with the await outside', () => {
    const text = withClient(`\nexport async function users() {\n  return await prisma.user.findMany();\n}\n`);
    expect(fix(text)).toMatchInlineSnapshot();
    expect(titles(question, text)).toMatchInlineSnapshot();
  });

  it('is wrapped in lists, templates, returns of async functions, chains and JSX', () => {
    expect(fix(withClient(`export const all = async () => await Promise.all([prisma.a.count(), prisma.b.count()]);`))).toMatchInlineSnapshot();
    expect(fix(withClient('export const text = async () => `${await prisma.a.count()} users`;'))).toMatchInlineSnapshot();
    expect(fix(withClient(`export async function users() { return prisma.user.findMany(); }`))).toMatchInlineSnapshot();
    expect(fix(withClient(`export const users = async () => await prisma.user.findMany().catch(() => []);`))).toMatchInlineSnapshot();
    expect(fix(withClient(`export const Page = async () => <p>{await prisma.user.count()}</p>;`), { path: 'app/page.tsx' })).toMatchInlineSnapshot();
    expect(fix(withClient(`const count = await prisma.user.count();\nexport { count };`))).toMatchInlineSnapshot();
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
    ).toMatchInlineSnapshot();
  });

  it('becomes async where it awaits its arguments', () => {
    expect(fix(withClient(`export const user = async () => await prisma.user.findFirst({ where: { id: await session() } });`))).toMatchInlineSnapshot();
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
  });
});

describe('the import', () => {
  const call = `export const users = async () => await prisma.user.findMany();\n`;
  const imported = (text: string, file?: SourceFile): string => fix(text, file).replace(/^export const users[^]*$/m, '');

  it('goes below the head of the file', () => {
    expect(imported(`#!/usr/bin/env node\n'use strict';\n/* Copyright Acme */\nimport { PrismaClient } from '@prisma/client';\nimport { a } from './a.js';\n\nconst prisma = new PrismaClient();\n${call}`)).toMatchInlineSnapshot();
    expect(imported(`'use server';\n\nimport { PrismaClient } from '@prisma/client'; // 6\n\nconst prisma = new PrismaClient();\n${call}`)).toMatchInlineSnapshot();
  });

  it('joins one that is there', () => {
    expect(imported(`import { softCache } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot();
    expect(imported(`import {\n  softCache,\n  TimeoutError,\n} from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot();
    expect(imported(`import failsoft, { softCache } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot();
    expect(imported(`import type { Logger } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot();
  });

  it('uses a namespace or an alias that is there', () => {
    expect(fix(`import * as failsoft from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot();
    expect(fix(`import { withTimeout as bounded } from '@failsoft/runtime';\n${setup}${call}`)).toMatchInlineSnapshot();
  });

  it('takes another name where its own is taken', () => {
    expect(fix(`${setup}function withTimeout() {}\n${call}`)).toMatchInlineSnapshot();
  });

  it('is a require in CommonJS', () => {
    expect(fix(`'use strict'\n\nconst { PrismaClient } = require('@prisma/client')\n\nconst prisma = new PrismaClient()\n\nexports.users = async () => await prisma.user.findMany()\n`, { path: 'src/a.cjs' })).toMatchInlineSnapshot();
  });

  it('leads to the vendored file', () => {
    expect(imported(`${setup}${call}`, { settings: { runtime: './src/failsoft' }, path: 'src/api/users.ts' })).toMatchInlineSnapshot();
  });
});
