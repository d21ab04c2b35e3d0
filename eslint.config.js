import eslintPlugin from 'eslint-plugin-eslint-plugin';
import failsoft from 'eslint-plugin-failsoft';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/**', 'fixtures/**', 'hosts/fixtures/**', 'bench/runtime-peers/**/*.ts', 'packages/runtime/vendor/**', '.tmp/**', '**/.tmp/**', '**/node_modules/**', 'bench/results/**', '**/*.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['**/*.test.ts', 'packages/*/test/**'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  // Node types are compared as the strings that every parser writes; an enum of one parser's package would be a dependency.
  { files: ['packages/analysis/src/module/**'], rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' } },
  // The types of proofs and hosts are those of packages that are installed apart, when their tests run.
  { files: ['**/*.js', '**/*.mjs', 'proofs/**', 'hosts/**'], ...tseslint.configs.disableTypeChecked },
  { files: ['packages/eslint-plugin/src/**/*.ts'], ...eslintPlugin.configs.recommended },
  failsoft.configs.recommended,
);
