/** Wrong use of the command: its message is one line that says what was given and what was expected. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
