import { applyEdits } from '@failsoft/analysis/rewrites';
import { expect, test } from 'vitest';
import { disableInFile, disableOnLine } from './disable-comments.js';

const rule = 'failsoft/require-timeout';

test('a line is silenced above it, with its indentation and line ends', () => {
  const text = 'if (x) {\r\n\tawait fetch(x);\r\n}\r\n';
  expect(applyEdits(text, [disableOnLine(text, text.indexOf('fetch'), rule)])).toBe(`if (x) {\r\n\t// eslint-disable-next-line ${rule}\r\n\tawait fetch(x);\r\n}\r\n`);
  expect(applyEdits('fetch(x);', [disableOnLine('fetch(x);', 0, rule)])).toBe(`// eslint-disable-next-line ${rule}\nfetch(x);`);
});

test('a comment that is there takes one rule more, in front of its reason', () => {
  const text = '  // eslint-disable-next-line no-console, no-alert -- why\n  fetch(x);\n';
  expect(applyEdits(text, [disableOnLine(text, text.indexOf('fetch'), rule)])).toBe(`  // eslint-disable-next-line no-console, no-alert, ${rule} -- why\n  fetch(x);\n`);
});

test('a comment in a block or in the braces of JSX takes one rule more too', () => {
  const fixed = (text: string) => applyEdits(text, [disableOnLine(text, text.indexOf('fetch'), rule)]);
  expect(fixed('/* eslint-disable-next-line no-console */\nfetch(x);\n')).toBe(`/* eslint-disable-next-line no-console, ${rule} */\nfetch(x);\n`);
  expect(fixed('<p>\n  {/* eslint-disable-next-line no-console -- why */}\n  {fetch(x)}\n</p>')).toBe(`<p>\n  {/* eslint-disable-next-line no-console, ${rule} -- why */}\n  {fetch(x)}\n</p>`);
});

test('where the line above would be text, the comment stands in the line', () => {
  const fixed = (text: string) => applyEdits(text, [disableOnLine(text, text.indexOf('fetch'), rule)]);
  expect(fixed('<p>\n  {await fetch(x)}\n</p>')).toBe(`<p>\n  {await /* eslint-disable-line ${rule} */ fetch(x)}\n</p>`);
  expect(fixed('<p>\n  Text {await fetch(x)}\n</p>')).toBe(`<p>\n  Text {await /* eslint-disable-line ${rule} */ fetch(x)}\n</p>`);
  expect(fixed('const a = `one\n${await fetch(x)}`;')).toBe(`const a = \`one\n\${await /* eslint-disable-line ${rule} */ fetch(x)}\`;`);
  expect(fixed('const f = async (x) =>\n  fetch(x);')).toBe(`const f = async (x) =>\n  // eslint-disable-next-line ${rule}\n  fetch(x);`);
});

test('a file is silenced on top, behind what has to stand first', () => {
  const text = '#!/usr/bin/env node\nfetch(x);\n';
  expect(applyEdits(text, [disableInFile(text, rule)])).toBe(`#!/usr/bin/env node\n/* eslint-disable ${rule} */\nfetch(x);\n`);
});
