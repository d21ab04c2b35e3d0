#!/usr/bin/env node
/**
 * Writes the generated parts of rules-docs/*.md: which presets a rule is in, and its options.
 * Without --write it only checks, and exits with 1 where a page is stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import plugin from 'eslint-plugin-failsoft';

const write = process.argv.includes('--write');
const presets = ['recommended', 'strict', 'all'];

function headOf(name, { meta }) {
  const inPresets = presets.filter((preset) => `failsoft/${name}` in plugin.configs[preset].rules);
  const offers = meta.hasSuggestions ? ' It offers edits as suggestions.' : '';
  return `> ${meta.docs.description[0].toUpperCase()}${meta.docs.description.slice(1)}.\n>\n> In the presets ${inPresets.map((preset) => `\`${preset}\``).join(', ')}.${offers}`;
}

function optionsOf({ meta }) {
  const properties = Object.entries(meta.schema[0].properties);
  if (properties.length === 0) return '## Options\n\nNone.';
  const rows = properties.map(([option, { type, description }]) => `| \`${option}\` | ${type} | \`${meta.defaultOptions[0][option]}\` | ${description} |`);
  return `## Options\n\n| option | type | default | what it does |\n|---|---|---|---|\n${rows.join('\n')}`;
}

function replacePart(page, part, text) {
  return page.replace(new RegExp(`(<!-- ${part} -->)[\\s\\S]*?(<!-- /${part} -->)`), (_, open, close) => `${open}\n\n${text}\n\n${close}`);
}

let stale = false;
for (const [name, rule] of Object.entries(plugin.rules)) {
  const file = new URL(`../rules-docs/${name}.md`, import.meta.url);
  const page = readFileSync(file, 'utf8');
  const fresh = replacePart(replacePart(page, 'head', headOf(name, rule)), 'options', optionsOf(rule));
  if (fresh === page) continue;
  if (write) writeFileSync(file, fresh);
  else {
    console.error(`rules-docs/${name}.md is stale: run node scripts/rule-docs.mjs --write`);
    stale = true;
  }
}
for (const page of readdirSync(new URL('../rules-docs', import.meta.url))) {
  if (page.replace(/\.md$/, '') in plugin.rules) continue;
  console.error(`rules-docs/${page} belongs to no rule`);
  stale = true;
}
process.exitCode = stale ? 1 : 0;
