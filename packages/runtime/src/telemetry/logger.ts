/** Where the runtime tells of failures that it hides from the caller. `console`, pino and winston fit as they are. */
export interface Logger {
  warn(message: string): void;
}

/** The default. Reads the global at each call, so that a replaced `console` is seen. */
export const consoleLogger: Logger = {
  warn: (message) => console.warn(message),
};
