/** What is left of an exception that left a rule: ESLint appends the file and the rule to its message. */
export interface RuleFailure {
  /** Without prefix; undefined if ESLint does not say. */
  readonly rule: string | undefined;
  readonly line: number | undefined;
  /** The first line of what was thrown. */
  readonly message: string;
}

export function ruleFailureOf(error: unknown, namespace: string): RuleFailure {
  const text = error instanceof Error ? error.message : String(error);
  const rule = /^Rule: "(.+)"$/m.exec(text)?.[1];
  const line = /^Occurred while linting .*?:(\d+)$/m.exec(text)?.[1];
  return {
    rule: rule?.startsWith(`${namespace}/`) === true ? rule.slice(namespace.length + 1) : rule,
    line: line === undefined ? undefined : Number(line),
    message: text.split('\n', 1)[0] ?? '',
  };
}
