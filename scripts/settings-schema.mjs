#!/usr/bin/env node
/** Writes packages/eslint-plugin/settings.schema.json, which editors and other hosts check `settings.failsoft` with. `--check` only says whether it is current. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { settingsSchema } from '@failsoft/analysis';

const target = new URL('../packages/eslint-plugin/settings.schema.json', import.meta.url);
const text = `${JSON.stringify(settingsSchema, undefined, 2)}\n`;

if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error('packages/eslint-plugin/settings.schema.json is stale: run node scripts/settings-schema.mjs');
    process.exitCode = 1;
  }
} else writeFileSync(target, text);
