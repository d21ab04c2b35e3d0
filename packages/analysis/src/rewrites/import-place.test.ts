import { describe, expect, it } from 'vitest';
import { fixed, type Question } from '../../test/rewriting.js';
import { logSilentFailure } from './log-silent-failure.js';

const question: Question = ({ silentCatches }, context) => silentCatches.map((silent) => logSilentFailure(silent, context));
const inCommonJs = `exports.load = (url) => fetch(url).catch(() => null);\n`;
const inModule = `export const load = (url) => fetch(url).catch(() => null);\n`;
/** The head of the file once it imports `from`. */
const head = (text: string, from = '@acme/log', path = 'src/a.ts'): string => {
  const code = path.endsWith('.cjs') ? inCommonJs : inModule;
  const after = fixed(question, text + code, { path, settings: { logger: { from, name: 'log' } } });
  return after.slice(0, after.indexOf(code.slice(0, 15)));
};

describe('an import', () => {
  it('stands below a shebang, directives and the licence', () => {
    expect(head(`#!/usr/bin/env node\n'use strict';\n`)).toMatchInlineSnapshot(`
      "#!/usr/bin/env node
      'use strict';
      import { log } from '@acme/log';

      "
    `);
    expect(head(`'use client';\n\n`)).toMatchInlineSnapshot(`
      "'use client';

      import { log } from '@acme/log';

      "
    `);
    expect(head(`/*\n * Copyright Acme\n */\n\n`)).toMatchInlineSnapshot(`
      "/*
       * Copyright Acme
       */

      import { log } from '@acme/log';

      "
    `);
    expect(head(`/* eslint-disable no-console */\n// Copyright Acme\n'use strict'; // always\n\n`)).toMatchInlineSnapshot(`
      "/* eslint-disable no-console */
      // Copyright Acme
      'use strict'; // always

      import { log } from '@acme/log';

      "
    `);
    expect(head(`\uFEFF`)).toMatchInlineSnapshot(`
      "﻿import { log } from '@acme/log';

      "
    `);
    expect(head('')).toMatchInlineSnapshot(`
      "import { log } from '@acme/log';

      "
    `);
  });

  it('stands above what the first comment describes', () => {
    expect(head(`/** Loads a page. */\n`)).toMatchInlineSnapshot(`
      "import { log } from '@acme/log';

      /** Loads a page. */
      "
    `);
  });

  it('stands beside the others, packages before files', () => {
    expect(head(`import a from 'a';\nimport b from './b.js';\n\n`)).toMatchInlineSnapshot(`
      "import a from 'a';
      import { log } from '@acme/log';
      import b from './b.js';

      "
    `);
    expect(head(`import a from 'a';\nimport b from './b.js';\n\n`, './src/log')).toMatchInlineSnapshot(`
      "import a from 'a';
      import b from './b.js';
      import { log } from './log.js';

      "
    `);
    expect(head(`import b from '../b'; // the other one\n\n`, './log')).toMatchInlineSnapshot(`
      "import b from '../b'; // the other one
      import { log } from '../log';

      "
    `);
    expect(head(`import {\n  a,\n} from "a"\n\n`)).toMatchInlineSnapshot(`
      "import {
        a,
      } from "a"
      import { log } from "@acme/log";

      "
    `);
  });

  it('stands before code that other imports follow', () => {
    expect(head(`import a from 'a';\n\na();\n\nimport b from 'b';\n`)).toMatchInlineSnapshot(`
      "import a from 'a';
      import { log } from '@acme/log';

      a();

      import b from 'b';
      "
    `);
    expect(head(`'use strict';\n\nconst a = require('a'),\n  b = 1;\n\nconst c = require('c');\n`, '@acme/log', 'src/a.cjs')).toMatchInlineSnapshot(`
      "'use strict';

      const { log } = require('@acme/log');

      const a = require('a'),
        b = 1;

      const c = require('c');
      "
    `);
  });

  it('keeps the line ends of the file', () => {
    expect(head(`import a from 'a';\r\n\r\n`)).toBe(`import a from 'a';\r\nimport { log } from '@acme/log';\r\n\r\n`);
  });
});
