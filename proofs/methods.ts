/**
 * Paths of the methods of an SDK's client, through its resources: ['chat', 'completions', 'create'].
 * Private names, and members of plain objects, are left out.
 */
export function methodsOf(client: object): readonly (readonly string[])[] {
  const seen = new Set<object>();
  const walk = (at: object, path: readonly string[]): readonly (readonly string[])[] => {
    if (seen.has(at) || path.length > 5) return [];
    seen.add(at);
    const own = ownMethods(at).map((name) => [...path, name]);
    const deeper = Object.entries(at).flatMap(([name, value]: [string, unknown]) => (isResource(name, value) ? walk(value, [...path, name]) : []));
    return [...own, ...deeper];
  };
  return walk(client, []);
}

function isResource(name: string, value: unknown): value is object {
  return typeof value === 'object' && value !== null && !name.startsWith('_') && Object.getPrototypeOf(value) !== Object.prototype && !Array.isArray(value);
}

function ownMethods(at: object): readonly string[] {
  const names = new Set<string>();
  let prototype: unknown = Object.getPrototypeOf(at);
  while (prototype instanceof Object && prototype !== Object.prototype) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (typeof value === 'function' && name !== 'constructor' && !name.startsWith('_')) names.add(name);
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  return [...names];
}
