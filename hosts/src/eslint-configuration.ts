/** `eslint.config.*` in the forms that people write. */
import { join } from 'node:path';
import type { Project } from './project.js';
import { sourcesFolder, type Sources } from './sources.js';

export type Parser = 'espree' | 'typescript-eslint' | 'typescript-eslint with types' | 'babel';

export interface Configuration {
  readonly file: 'eslint.config.js' | 'eslint.config.mjs' | 'eslint.config.cjs' | 'eslint.config.ts';
  /** Of the package.json beside it. */
  readonly packageType: 'module' | 'commonjs';
  /** `defineConfig` of 'eslint/config', since 9.22; without it, a list. */
  readonly isDefined: boolean;
  readonly parser: Parser;
  /** Later ones outweigh earlier ones. */
  readonly presets: readonly ('all' | 'strict')[];
}

export function writeConfiguration(project: Project, configuration: Configuration): void {
  const { file, packageType } = configuration;
  const isCommonJs = file.endsWith('.cjs') || (file.endsWith('.js') && packageType === 'commonjs');
  const text = isCommonJs ? commonJsText(configuration, project) : moduleText(configuration, project);
  project.write(file, text);
}

function moduleText(configuration: Configuration, project: Project): string {
  const { file, isDefined, presets } = configuration;
  const isTyped = file.endsWith('.ts');
  return [
    ...(isDefined ? [`import { defineConfig } from 'eslint/config';`] : []),
    ...(isTyped ? [`import type { Linter } from 'eslint';`] : []),
    `import failsoft from 'eslint-plugin-failsoft';`,
    ...parserOf(configuration).map(({ name, from }) => `import ${name} from '${from}';`),
    isTyped ? `const own: Linter.Config[] = ${entriesText(configuration, project)};` : `const own = ${entriesText(configuration, project)};`,
    isDefined
      ? `export default defineConfig([...own, { plugins: { failsoft }, extends: [${presets.map((name) => `'failsoft/${name}'`).join(', ')}] }]);`
      : `export default [...own, ${presetsText(presets)}];`,
  ].join('\n');
}

function commonJsText(configuration: Configuration, project: Project): string {
  const { isDefined, presets } = configuration;
  return [
    ...(isDefined ? [`const { defineConfig } = require('eslint/config');`] : []),
    `const failsoft = require('eslint-plugin-failsoft');`,
    ...parserOf(configuration).map(({ name, from }) => `const ${name} = require('${from}');`),
    `const own = ${entriesText(configuration, project)};`,
    isDefined
      ? `module.exports = defineConfig(own, ${presetsText(presets)});`
      : `module.exports = [...own, ${presetsText(presets)}];`,
  ].join('\n');
}

function presetsText(presets: Configuration['presets']): string {
  return presets.map((name) => `failsoft.configs.${name}`).join(', ');
}

function parserOf({ parser }: Configuration): readonly { readonly name: string; readonly from: string }[] {
  switch (parser) {
    case 'espree':
      return [];
    case 'babel':
      return [{ name: 'parser', from: '@babel/eslint-parser' }];
    case 'typescript-eslint':
    case 'typescript-eslint with types':
      return [{ name: 'parser', from: '@typescript-eslint/parser' }];
  }
}

function entriesText({ parser }: Configuration, { folder, sources }: Project): string {
  return `[
${languagesOf(parser, folder).map(({ extensions, language }) => `  { files: ${globs(extensions)}, languageOptions: { ${language} } },\n`).join('')}
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  { files: ['**/*.cjs', '${sourcesFolder}/hosts/commonjs/**/*.js'], languageOptions: { sourceType: 'commonjs' } },
${settingsText(sources, folder)}]`;
}

const javascript = ['js', 'jsx', 'mjs', 'cjs'];
const typescript = ['ts', 'tsx', 'mts', 'cts'];

function globs(extensions: readonly string[]): string {
  return JSON.stringify(extensions.map((extension) => `**/*.${extension}`));
}

function languagesOf(parser: Parser, folder: string): readonly { readonly extensions: readonly string[]; readonly language: string }[] {
  const jsx = 'ecmaFeatures: { jsx: true }';
  switch (parser) {
    case 'espree':
      return [{ extensions: javascript, language: `parserOptions: { ${jsx} }` }];
    case 'typescript-eslint':
      return [{ extensions: [...javascript, ...typescript], language: `parser, parserOptions: { ${jsx} }` }];
    case 'typescript-eslint with types':
      return [
        {
          extensions: [...javascript, ...typescript],
          language: `parser, parserOptions: { ${jsx}, projectService: true, tsconfigRootDir: ${JSON.stringify(folder)} }`,
        },
      ];
    case 'babel':
      return [
        { extensions: javascript, language: babelText({ plugins: ['jsx', 'decorators-legacy'] }) },
        { extensions: ['ts', 'mts', 'cts'], language: babelText({ presets: ['@babel/preset-typescript'], plugins: ['decorators-legacy'] }) },
        { extensions: ['tsx'], language: babelText({ presets: ['@babel/preset-typescript'], plugins: ['jsx', 'decorators-legacy'] }) },
      ];
  }
}

function babelText({ presets = [], plugins }: { readonly presets?: readonly string[]; readonly plugins: readonly string[] }): string {
  return `parser, parserOptions: ${JSON.stringify({ requireConfigFile: false, babelOptions: { presets, parserOpts: { plugins } } })}`;
}

function settingsText(sources: Sources, folder: string): string {
  return [...sources.settings]
    .map(([part, settings]) => `  { files: ['${part}/**'], settings: { failsoft: ${JSON.stringify({ root: join(folder, part), ...settings })} } },\n`)
    .join('');
}
