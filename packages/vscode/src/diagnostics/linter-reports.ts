/** What extensions of linters report of our rules, in the form of theirs. */

/** As much of a diagnostic of VS Code as tells its rule. */
export interface Coded {
  readonly source?: string | undefined;
  readonly code?: string | number | { readonly value: string | number } | undefined;
}

const forms: readonly { readonly source: string; readonly code: RegExp }[] = [
  { source: 'eslint', code: /^failsoft\/(.+)$/ },
  { source: 'oxc', code: /^failsoft\((.+)\)$/ },
];

/** 'require-timeout' for ESLint's 'failsoft/require-timeout'; undefined for all that is not one of our rules reported by a linter. */
export function ruleOfLinter(diagnostic: Coded): string | undefined {
  const form = forms.find(({ source }) => source === diagnostic.source);
  return form?.code.exec(codeOf(diagnostic))?.[1];
}

function codeOf({ code }: Coded): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
