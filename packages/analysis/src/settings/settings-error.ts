/** A setting that is not known or has a wrong value; the message names it, what was given and what was expected. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
