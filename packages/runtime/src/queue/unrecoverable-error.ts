/**
 * Thrown by a handler whose item can never succeed, such as a mail to an address that does not exist: it is dead at once,
 * whatever attempts it had left. Any error of this `name` has that effect.
 */
export class UnrecoverableError extends Error {
  static {
    this.prototype.name = 'UnrecoverableError'; // as of a TimeoutError
  }
}
