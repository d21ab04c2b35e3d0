/** What VS Code calls the languages that are linted. */
export const languages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;
