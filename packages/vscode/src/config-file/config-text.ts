/** A configuration of ESLint that has the recommended rules on, and what it needs. */
import type { PackageManager, Project } from './project.js';

export const plugin = 'eslint-plugin-failsoft';

/** Names that ESLint looks for, in its order. */
export const configNames = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);

/** What ESLint read before 9, and does not read where there is one of the others. */
export function isLegacyConfig(name: string): boolean {
  return /^\.eslintrc(?:\.(?:c?js|ya?ml|json))?$/.test(name);
}

const importing = `import failsoft from '${plugin}';`;

/** What a configuration that is there already needs: on top, and at the end of its list. @param text of the configuration */
export function linesToAdd(text: string): readonly [string, string] {
  const isCommonJs = /\bmodule\.exports\b/.test(text);
  return [isCommonJs ? `const { default: failsoft } = require('${plugin}');` : importing, 'failsoft.configs.recommended,'];
}

export function newConfigName({ isModule }: Project): string {
  return isModule ? 'eslint.config.js' : 'eslint.config.mjs';
}

export function newConfigText(project: Project): string {
  const parser = parserOf(project);
  const blocks = [
    ...(parser === undefined ? [] : [`{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: ${parser.expression} } }`]),
    ...(project.usesJsx ? ["{ files: ['**/*.{js,jsx}'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }"] : []),
    'failsoft.configs.recommended',
  ];
  const imports = [importing, ...(parser === undefined ? [] : [`import ${parser.name} from '${parser.from}';`])];
  return `${imports.join('\n')}\n\nexport default [\n${blocks.map((block) => `  ${block},\n`).join('')}];\n`;
}

/** What has to be installed first; undefined if all is there. */
export function installCommand(project: Project): string | undefined {
  const needed = ['eslint', plugin, ...(parserOf(project)?.packages ?? [])].filter((name) => !project.dependencies.has(name));
  return needed.length === 0 ? undefined : `${installs[project.packageManager]} ${needed.join(' ')}`;
}

const installs: Record<PackageManager, string> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add --save-dev',
  yarn: 'yarn add --dev',
  bun: 'bun add --dev',
};

interface Parser {
  readonly name: string;
  readonly from: string;
  readonly expression: string;
  readonly packages: readonly string[];
}

function parserOf({ usesTypeScript, dependencies }: Project): Parser | undefined {
  if (!usesTypeScript) return undefined;
  const alone = '@typescript-eslint/parser';
  if (dependencies.has(alone) && !dependencies.has('typescript-eslint')) return { name: 'parser', from: alone, expression: 'parser', packages: [alone] };
  return { name: 'tseslint', from: 'typescript-eslint', expression: 'tseslint.parser', packages: ['typescript-eslint'] };
}
