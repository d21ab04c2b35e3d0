/** Whether a rule's entry in a configuration, written in any of ESLint's forms, turns the rule on. */
export function isOn(entry: unknown): boolean {
  const severity: unknown = Array.isArray(entry) ? entry[0] : entry;
  return severity !== undefined && severity !== 0 && severity !== 'off';
}
