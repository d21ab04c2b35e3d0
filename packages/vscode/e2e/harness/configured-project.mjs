/** A project with a configuration of its own, of ESLint or of oxlint: timeouts are a warning, listeners none of its business. */
import { linkDependencies } from './projects.mjs';

export const sourceFile = 'src/quotes.ts';

/** The configuration leaves this when it is loaded. */
export const traceFile = 'configuration-was-loaded';

const configuration = `import { writeFileSync } from 'node:fs';
import failsoft from 'eslint-plugin-failsoft';
import tseslint from 'typescript-eslint';

writeFileSync(new URL('${traceFile}', import.meta.url), '');

export default [
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  { plugins: { failsoft }, rules: { 'failsoft/require-timeout': 'warn' } },
];
`;

const oxlintConfiguration = {
  jsPlugins: ['eslint-plugin-failsoft'],
  categories: { correctness: 'off' },
  rules: { 'failsoft/require-timeout': 'warn' },
};

const source = `import { Pool } from 'pg';

export const pool = new Pool({ connectionString: process.env.DATABASE_URL });

export async function quote(symbol: string): Promise<unknown> {
  const response = await fetch(\`https://quotes.com/\${symbol}\`);
  return response.json();
}
`;

/** What the project's configuration finds in the file, and what the preset does. */
export const findings = {
  configured: ['3:25 require-timeout', '6:26 require-timeout'],
  preset: ['3:25 require-error-listener', '3:25 require-timeout', '6:26 require-timeout'],
};

/** What oxlint writes of it. */
export const oxlintFindings = findings.configured.map((finding) => finding.replace(/(\S+)$/, 'failsoft($1)'));

/** @returns the folder */
export function writeConfiguredProject(run, name = 'quotes') {
  run.write(`${name}/eslint.config.js`, configuration);
  return writeProject(run, name);
}

/** @returns the folder */
export function writeProjectOfOxlint(run) {
  run.write('quotes/.oxlintrc.json', JSON.stringify(oxlintConfiguration, null, 2));
  return writeProject(run, 'quotes');
}

function writeProject(run, name) {
  run.write(`${name}/package.json`, JSON.stringify({ name, private: true, type: 'module', dependencies: { pg: '^8.23.1' } }, null, 2));
  run.write(`${name}/${sourceFile}`, source);
  linkDependencies(run);
  return run.folder(name);
}
