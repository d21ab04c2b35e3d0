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

test('a file is silenced on top, behind what has to stand first', () => {
  const text = '#!/usr/bin/env node\nfetch(x);\n';
  expect(applyEdits(text, [disableInFile(text, rule)])).toBe(`#!/usr/bin/env node\n/* eslint-disable ${rule} */\nfetch(x);\n`);
});
