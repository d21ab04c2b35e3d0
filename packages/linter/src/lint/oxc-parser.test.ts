import { ESLint, type Linter as EslintLinter } from 'eslint';
import { expect, test } from 'vitest';
import { oxcParser } from './oxc-parser.js';

const wholeProgram: EslintLinter.Config = {
  languageOptions: { parser: oxcParser },
  plugins: {
    test: {
      rules: {
        program: { create: (context) => ({ 'Program:exit': () => context.report({ loc: { line: 2, column: 0 }, message: `${statementsIn(context.sourceCode.ast)} statements` }) }) },
      },
    },
  },
  rules: { 'test/program': 'error' },
};

function statementsIn(program: unknown): number {
  return typeof program === 'object' && program !== null && 'body' in program && Array.isArray(program.body) ? program.body.length : 0;
}

async function messagesOf(text: string, filePath = 'a.ts'): Promise<string[]> {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ files: ['**/*.{ts,tsx,js}'] }, wholeProgram] });
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('a rule that reads the program as a whole gets all of its statements', async () => {
  expect(await messagesOf("import { a } from 'a';\nexport const b: number = a;\n")).toEqual(['2:1 2 statements']);
  expect(await messagesOf('export const x = <p>{1}</p>;\n', 'a.js')).toEqual(['2:1 1 statements']);
});

test('comments of ESLint count, behind a shebang and other line ends too', async () => {
  expect(await messagesOf('#!/usr/bin/env node\r\nf(); // eslint-disable-line test/program\r\n')).toEqual([]);
  expect(await messagesOf('// eslint-disable-next-line test/program\nf();\n')).toEqual([]);
  expect(await messagesOf('/* eslint test/program: off */\nf();\n')).toEqual([]);
});

test('what does not parse is named with its place', async () => {
  expect(await messagesOf('f();\nconst wait = ;\n')).toEqual([expect.stringMatching(/^2:14 Parsing error: /)]);
});

test('an error that leaves the whole tree is none', async () => {
  expect(await messagesOf('f();\nconst wait\n')).toEqual(['2:1 2 statements']);
});
