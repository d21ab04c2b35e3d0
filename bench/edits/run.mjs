#!/usr/bin/env node
/**
 * npm run bench:edits -- FOLDER...
 * Applies every offered rewrite of every finding, one at a time, to the file as it stands: the result must parse,
 * must not have that finding any more, and must have no new one. Nothing is written.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import failsoft from 'eslint-plugin-failsoft';
import { globby } from 'globby';
import { readArguments, refuse } from '../arguments.mjs';

const usage = 'npm run bench:edits -- FOLDER...: folders with source files';
const { positionals: folders } = readArguments(usage, {});
if (folders.length === 0) refuse(usage, 'No folder');
for (const folder of folders) if (!existsSync(folder)) refuse(usage, `${folder}: no such folder`);
const ourRules = /^failsoft\//;
const verbose = process.env.VERBOSE === '1';

function linterFor(cwd) {
  return new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
      failsoft.configs.all,
    ],
  });
}

async function findingsOf(eslint, text, filePath) {
  const [result] = await eslint.lintText(text, { filePath });
  const fatal = result.messages.find((message) => message.fatal);
  return { fatal: fatal?.message, findings: result.messages.filter(({ ruleId }) => ourRules.test(ruleId ?? '')) };
}

function applyEdits(text, edits) {
  return [...edits].sort((a, b) => b.range[0] - a.range[0] || b.range[1] - a.range[1]).reduce((result, { range, text: inserted }) => result.slice(0, range[0]) + inserted + result.slice(range[1]), text);
}

/** How often each finding stands in a file, by what it says. */
function counts(findings) {
  const counted = new Map();
  for (const { ruleId, message } of findings) counted.set(`${ruleId} ${message}`, (counted.get(`${ruleId} ${message}`) ?? 0) + 1);
  return counted;
}

const totals = { findings: 0, withEdit: 0, rewrites: 0, unparsable: 0, stays: 0, adds: 0 };
const crashes = [];
for (const folder of folders) {
  const cwd = resolve(folder);
  const eslint = linterFor(cwd);
  const paths = await globby('**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}', { cwd, gitignore: true, ignore: ['**/node_modules/**', '**/dist/**', '**/*.min.js'] });
  for (const path of paths) {
    const filePath = join(cwd, path);
    const text = readFileSync(filePath, 'utf8');
    let before;
    try {
      before = await findingsOf(eslint, text, filePath);
    } catch (error) {
      crashes.push(`${path}: ${error.message}`);
      continue;
    }
    const offered = failsoft.host.rewrites(filePath);
    totals.findings += before.findings.length;
    totals.withEdit += offered.filter(({ rewrites }) => rewrites.length > 0).length;
    for (const { rule, line, column, rewrites } of offered) {
      const finding = before.findings.find((message) => message.ruleId === `failsoft/${rule}` && message.line === line && message.column === column);
      for (const rewrite of rewrites) {
        totals.rewrites++;
        const edited = applyEdits(text, rewrite.edits);
        const after = await findingsOf(eslint, edited, filePath);
        const place = `${relative(process.cwd(), filePath)}:${line} ${rule}: ${rewrite.title}`;
        const report = (word) => {
          totals[word]++;
          console.log(`${word.padEnd(10)} ${place}${after.fatal === undefined ? '' : `: ${after.fatal}`}`);
          if (verbose) console.log(edited);
        };
        if (after.fatal !== undefined) {
          report('unparsable');
          continue;
        }
        const [old, now] = [counts(before.findings), counts(after.findings)];
        const key = `${finding?.ruleId} ${finding?.message}`;
        if ((now.get(key) ?? 0) >= (old.get(key) ?? 0)) report('stays');
        if ([...now].some(([other, count]) => count > (old.get(other) ?? 0))) report('adds');
      }
    }
    await eslint.lintText(text, { filePath });
  }
}
for (const crash of crashes) console.log(`crash      ${crash}`);
console.log(`\n${totals.findings} findings, ${totals.withEdit} with an edit, ${totals.rewrites} rewrites applied: ${totals.unparsable} do not parse, ${totals.stays} leave their finding, ${totals.adds} add one, ${crashes.length} crashes`);
process.exitCode = totals.unparsable + totals.stays + totals.adds + crashes.length === 0 ? 0 : 1;
