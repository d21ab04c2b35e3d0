/** A project's configuration, or a setting of ours in it, is wrong: the message is one line that says what was received and what was expected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
