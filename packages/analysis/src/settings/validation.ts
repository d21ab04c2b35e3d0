/** Settings against their schema; the first mistake is named once and clearly. */
import { Validator, type OutputUnit } from '@cfworker/json-schema';
import type { GivenSettings } from './given.js';
import type { JsonSchema } from './json-schema.js';
import { settingsSchema } from './schema.js';
import { SettingsError } from './settings-error.js';

/** Keywords that only say that something inside is wrong. */
const containers = new Set(['properties', 'items', 'anyOf', '$ref', 'additionalProperties']);

let validator: Validator | undefined;

/** @throws {SettingsError} naming the first wrong setting, what was given and what was expected. */
export function checkSettings(given: unknown): asserts given is GivenSettings {
  const plain: unknown = plainValue(given, '');
  validator ??= new Validator({ ...settingsSchema }, '2020-12', false);
  const { valid, errors } = validator.validate(plain);
  if (!valid) throw mistakeIn(plain, errors);
}

/** JSON alone is checked: a function, a class or a symbol could not be. */
function plainValue(value: unknown, path: string): unknown {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new SettingsError(`wrong setting \`${nameOf(path)}\`: expected plain JSON, received a ${typeof value}`);
  }
  if (Array.isArray(value)) return value.map((item: unknown, index) => plainValue(item, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]: [string, unknown]) => (item === undefined ? [] : [[key, plainValue(item, `${path}/${key}`)]])),
  );
}

function mistakeIn(given: unknown, errors: readonly OutputUnit[]): SettingsError {
  const meant = errors.filter(({ keywordLocation }) => !isOtherShape(keywordLocation, errors));
  const unknown = meant.find(({ keyword, instanceLocation }) => keyword === 'additionalProperties' && !hasInner(instanceLocation, meant));
  const leaf =
    meant.find((error) => choices(error, errors) !== undefined) ?? meant.find(({ keyword }) => !containers.has(keyword) && keyword !== 'false');
  const isFirst = unknown !== undefined && (leaf === undefined || meant.indexOf(unknown) < meant.indexOf(leaf));
  if (unknown !== undefined && (isFirst || leaf?.instanceLocation.startsWith(unknown.instanceLocation) !== false)) return unknownKey(unknown);
  const found = leaf ?? meant[0] ?? errors[0];
  if (found === undefined) return new SettingsError('wrong `settings.failsoft`');
  const path = found.instanceLocation.slice(1);
  return new SettingsError(`wrong setting \`${nameOf(path)}\`: expected ${expectation(found, errors)}, received ${shown(valueAt(given, path))}`);
}

/** An alternative that is ruled out by its `const` is not what was meant, where another is not. */
function isOtherShape(location: string, errors: readonly OutputUnit[]): boolean {
  return unionsAround(location).some(({ union, branch }) => {
    const ruledOut = ruledOutIn(union, errors);
    return ruledOut.has(branch) && ruledOut.size < branchesOf(union);
  });
}

/** The `anyOf`s that a location stands in, each with the alternative. */
function unionsAround(location: string): readonly { readonly union: string; readonly branch: string }[] {
  return [...location.matchAll(/\/anyOf\/(\d+)/g)].map(({ index, 1: branch = '' }) => ({ union: `${location.slice(0, index)}/anyOf`, branch }));
}

function ruledOutIn(union: string, errors: readonly OutputUnit[]): ReadonlySet<string> {
  const own = new RegExp(`^${union.replace(/[$/]/g, '\\$&')}\\/(\\d+)\\/properties\\/[^/]+\\/const$`);
  return new Set(errors.flatMap(({ keywordLocation }) => own.exec(keywordLocation)?.[1] ?? []));
}

function branchesOf(union: string): number {
  const owner = schemaAt(union.slice(0, union.lastIndexOf('/')));
  return owner?.anyOf?.length ?? 0;
}

/** What tells the alternatives of a union apart, where none of them fits. */
function choices({ keyword, keywordLocation }: OutputUnit, errors: readonly OutputUnit[]): readonly string[] | undefined {
  const around = keyword === 'const' ? unionsAround(keywordLocation).at(-1) : undefined;
  if (around === undefined || ruledOutIn(around.union, errors).size < branchesOf(around.union)) return undefined;
  const property = keywordLocation.split('/').at(-2) ?? '';
  const branches = schemaAt(around.union.slice(0, around.union.lastIndexOf('/')))?.anyOf ?? [];
  return branches.flatMap(({ properties }) => (properties?.[property]?.const === undefined ? [] : [String(properties[property].const)]));
}

function hasInner(location: string, errors: readonly OutputUnit[]): boolean {
  return errors.some(
    ({ keyword, instanceLocation }) => keyword !== 'false' && instanceLocation.startsWith(`${location}/`) && !containers.has(keyword),
  );
}

function unknownKey({ error, instanceLocation, keywordLocation }: OutputUnit): SettingsError {
  const [, key = ''] = /^Property "(.*?)" does/.exec(error) ?? [];
  const owner = schemaAt(keywordLocation.slice(0, keywordLocation.lastIndexOf('/')));
  return new SettingsError(
    `unknown setting \`${nameOf(`${instanceLocation.slice(1)}/${key}`)}\`: expected one of ${Object.keys(owner?.properties ?? {}).join(', ')}`,
  );
}

function expectation(mistake: OutputUnit, errors: readonly OutputUnit[]): string {
  const { keyword, keywordLocation, error } = mistake;
  const owner = schemaAt(keywordLocation.slice(0, keywordLocation.lastIndexOf('/')));
  switch (keyword) {
    case 'enum':
      return oneOfThese(owner?.enum) ?? 'another value';
    case 'const':
      return oneOfThese(choices(mistake, errors)) ?? JSON.stringify(owner?.const);
    case 'required': {
      const [, key = ''] = /required property "(.*?)"/.exec(error) ?? [];
      return `an object with \`${key}\``;
    }
    case 'minItems':
      return 'a list with at least one item';
    default:
      return described(owner);
  }
}

function oneOfThese(values: readonly string[] | undefined): string | undefined {
  return values === undefined ? undefined : `one of ${values.join(', ')}`;
}

function described(schema: JsonSchema | undefined): string {
  switch (schema?.type) {
    case 'string':
      return schema.minLength === undefined ? 'a string' : 'a string that is not empty';
    case 'number':
      return schema.exclusiveMinimum === 0 ? 'a positive number of milliseconds' : 'a number';
    case 'integer':
      return 'a position, from 0';
    case 'array':
      return 'a list';
    case 'boolean':
      return 'true or false';
    case 'object':
    case undefined:
      return 'an object';
    default:
      return typeof schema?.type === 'string' ? schema.type : (schema?.type ?? []).join(' or ');
  }
}

/** The schema at a location such as '#/properties/clients/items'. */
function schemaAt(location: string): JsonSchema | undefined {
  let at: unknown = settingsSchema;
  for (const name of location.split('/').slice(1)) {
    if (name === '$ref') at = settingsSchema.$defs?.['insertedProperty'];
    else at = memberOf(at, name);
  }
  return isRecord(at) ? at : undefined;
}

function valueAt(given: unknown, path: string): unknown {
  let at = given;
  for (const name of path.split('/').filter((part) => part !== '')) at = memberOf(at, name);
  return at;
}

function memberOf(value: unknown, name: string): unknown {
  if (isRecord(value)) return value[name];
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items[Number(name)];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}...` : json;
}

/** '/clients/0/name' -> 'settings.failsoft.clients[0].name'. */
function nameOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return `settings.failsoft${parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('')}`;
}
