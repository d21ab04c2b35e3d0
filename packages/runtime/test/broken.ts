/** Dependencies that do not do their work. */

export const ignore = (): undefined => undefined;

/** Never settles. */
export const hang = (): Promise<never> => new Promise<never>(ignore);

export const fail = (): Promise<never> => Promise.reject(new Error('down'));

export const silentLogger = { warn: ignore };
