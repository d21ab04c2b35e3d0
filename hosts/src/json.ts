/** What hosts print is taken for what it is, not for what it should be. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws {TypeError} */
export function objectIn(value: unknown, what: string): JsonObject {
  if (!isObject(value)) throw new TypeError(`${what}: an object was expected, not ${JSON.stringify(value)}`);
  return value;
}

/** @throws {TypeError} */
export function objectsIn(value: unknown, what: string): readonly JsonObject[] {
  if (!Array.isArray(value)) throw new TypeError(`${what}: a list was expected, not ${JSON.stringify(value)}`);
  return value.map((item: unknown) => objectIn(item, what));
}

/** @throws {TypeError} */
export function numberIn(object: JsonObject, key: string): number {
  const value = object[key];
  if (typeof value !== 'number') throw new TypeError(`'${key}' should be a number in ${JSON.stringify(object)}`);
  return value;
}

/** @throws {TypeError} */
export function textIn(object: JsonObject, key: string): string {
  const value = object[key];
  if (typeof value !== 'string') throw new TypeError(`'${key}' should be a text in ${JSON.stringify(object)}`);
  return value;
}
