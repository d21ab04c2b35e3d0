import semver from 'semver';
import { describe, expect, it } from 'vitest';
import { fetch } from './http/fetch.js';
import { libraries } from './index.js';
import { compilePath } from './paths.js';
import { isTried } from './verification.js';
import {
  noDeadline,
  type CallPattern,
  type Client,
  type ClientlessCalls,
  type InsertedProperty,
  type Insertion,
  type Library,
  type TimeoutFacts,
  type TimeoutOption,
  type Weakness,
} from './schema.js';

const clients = libraries.flatMap((library) => library.clients.map((client) => ({ library, client, title: `${library.name}: ${client.name}` })));
const functions = libraries.flatMap((library) =>
  library.functions.map((facts) => ({ library, facts, title: `${library.name}: function ${facts.path}` })),
);
const timeouts: readonly { readonly title: string; readonly library: Library; readonly facts: TimeoutFacts }[] = [
  ...clients.map(({ library, title, client }) => ({ library, title, facts: client.timeout })),
  ...functions.map(({ library, title, facts }) => ({ library, title, facts: facts.timeout })),
];
const options = timeouts.flatMap(({ title, facts }) =>
  Object.entries(facts.options).map(([name, option]) => ({ title: `${title}: ${name}`, option })),
);

/** Paths that a pattern means: `*` as some name, `**` as none or one. */
function samples(pattern: string): readonly (readonly string[])[] {
  const segments = pattern === '' ? [] : pattern.split('.');
  return segments.reduce<readonly (readonly string[])[]>(
    (paths, segment) => {
      const names = segment === '**' ? [[], ['anything()']] : segment.split('|').map((name) => [name.replace('*', 'anything')]);
      return paths.flatMap((path) => names.map((name) => [...path, ...name]));
    },
    [[]],
  );
}

function leaves(properties: readonly InsertedProperty[], under = ''): readonly string[] {
  return properties.flatMap(({ name, value }) => ('properties' in value ? leaves(value.properties, `${under}${name}.`) : [`${under}${name}`]));
}

/** Whether an insertion sets the option where it stands. */
function sets(insertion: Insertion, { place, versions = '*' }: TimeoutOption): boolean {
  if ((place.at !== 'client' && place.at !== 'call') || place.at !== insertion.at.place || !semver.intersects(versions, insertion.versions)) {
    return false;
  }
  if (place.at === 'call' && insertion.at.place === 'call' && place.argument !== insertion.at.argument) return false;
  return leaves(insertion.properties).includes(place.path);
}

describe('every library', () => {
  it.each(libraries)('$name says where it is known from and how', ({ name, dependency, packages, globals, source }: Library) => {
    expect(name.length * dependency.length).toBeGreaterThan(0);
    expect(packages.length + globals.length).toBeGreaterThan(0);
    expect(source.length).toBeGreaterThan(0);
    expect(source.filter((text) => /^https:\/\/\S/.test(text))).not.toEqual([]);
  });

  it('has a name of its own, and so has each of its clients', () => {
    const names = [...libraries.map(({ name }) => name), ...clients.map(({ title }) => title)];
    expect(new Set(names).size).toBe(names.length);
  });

  it('that nobody has run sets nobody a text', () => {
    const untried = timeouts.filter(({ library, facts }) => !isTried(library) && facts.insertions.length > 0);
    expect(untried.map(({ title }) => title)).toEqual([]);
  });

  it.each(functions)('$title is an export', ({ facts }: { readonly facts: ClientlessCalls }) => {
    expect(samples(facts.path).every(compilePath(facts.path))).toBe(true);
  });

  it.each(libraries)('$name changes the process by options that bound it', ({ processWide, functions: own }: Library) => {
    const known = new Set([...own, ...fetch.functions].flatMap(({ timeout }) => Object.keys(timeout.options)));
    for (const change of processWide) if (change.by === 'call') expect(change.sufficient.flat().filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('every client', () => {
  it.each(clients)(
    '$title is made or typed somewhere, with options at some argument or a client inside',
    ({ client }: { readonly client: Client }) => {
      expect(client.makers.length).toBeGreaterThan(0);
      for (const maker of client.makers) {
        expect(samples(maker.path).every(compilePath(maker.path))).toBe(true);
        expect(
          maker.optionsAt.length > 0 ||
            maker.inner !== undefined ||
            maker.configured !== undefined ||
            client.reported === 'nowhere' ||
            client.timeout.sufficient.length === 0,
        ).toBe(true);
      }
    },
  );

  it.each(clients)('$title has no call pattern that earlier ones leave nothing of', ({ client }: { readonly client: Client }) => {
    const local = client.local.map(compilePath);
    const earlier: { readonly pattern: CallPattern; readonly matches: (path: readonly string[]) => boolean }[] = [];
    for (const pattern of client.calls) {
      const matches = compilePath(pattern.path);
      const mine = samples(pattern.path);
      expect(mine.filter((path) => !matches(path))).toEqual([]);
      const left = mine.filter(
        (path) =>
          !local.some((isLocal) => isLocal(path)) &&
          !earlier.some(
            (other) =>
              other.matches(path) &&
              (other.pattern.command === undefined || other.pattern.command === pattern.command) &&
              (other.pattern.option === undefined || other.pattern.option === pattern.option) &&
              (other.pattern.callback === undefined || other.pattern.callback === pattern.callback),
          ),
      );
      expect({ pattern: pattern.path, left: left.length }).not.toEqual({ pattern: pattern.path, left: 0 });
      earlier.push({ pattern, matches });
    }
  });

  it.each(clients)('$title names each method once', ({ client }: { readonly client: Client }) => {
    const names = client.calls.flatMap(({ path, command, option, callback }) =>
      samples(path).map((sample) => `${sample.join('.')} ${command ?? ''} ${option ?? ''} ${callback === true ? 'callback' : ''}`),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(clients)('$title tells a miss for reads of caches only', ({ client }: { readonly client: Client }) => {
    for (const { path, effect, miss, store } of client.calls) {
      if (miss !== undefined) {
        expect({ path, effect, store, isCache: client.role !== 'other' }).toEqual({ path, effect: 'read', store: undefined, isCache: true });
      }
    }
  });
});

describe('every timeout', () => {
  it.each(timeouts)('$title is bounded by options that it has', ({ facts }: { readonly facts: TimeoutFacts }) => {
    for (const names of facts.sufficient) {
      expect(names.filter((name) => facts.options[name] === undefined)).toEqual([]);
      const isWhole = names.some((name) => facts.options[name]?.weakness === undefined);
      expect({ names, isWhole }).toEqual({ names, isWhole: true });
    }
  });

  it.each(timeouts.filter(({ facts }) => facts.default.some(({ ms }) => ms === null) && facts !== noDeadline))(
    '$title has an option or says what bounds it instead',
    ({ facts }: { readonly facts: TimeoutFacts }) => {
      const has = facts.sufficient.some((names) => names.every((name) => facts.options[name]?.place.at !== 'url'));
      expect(has || facts.remedy !== undefined).toBe(true);
      const { remedy = [] } = facts;
      for (const said of typeof remedy === 'string' ? [remedy] : remedy.map(({ says }) => says)) expect(said).toMatch(/^[A-Z].*\.$/);
    },
  );

  it.each(timeouts)('$title is inserted whole, with nothing that bounds nothing', ({ facts }: { readonly facts: TimeoutFacts }) => {
    const harmless = new Set<Weakness['kind']>(['connect-only', 'acquire-only', 'partial']);
    for (const insertion of facts.insertions) {
      const satisfied = facts.sufficient.filter((names) =>
        names.every((name) => facts.options[name] !== undefined && sets(insertion, facts.options[name])),
      );
      expect(satisfied.length).toBeGreaterThan(0);
      const useless = Object.values(facts.options).filter(
        (option) => option.weakness !== undefined && !harmless.has(option.weakness.kind) && sets(insertion, option),
      );
      expect(useless).toEqual([]);
    }
  });

  it.each(timeouts)('$title names versions that are ranges', ({ facts }: { readonly facts: TimeoutFacts }) => {
    const ranges = [...facts.default, ...facts.insertions, ...Object.values(facts.options)].map(({ versions }) => versions ?? '*');
    expect(ranges.filter((range) => semver.validRange(range) === null)).toEqual([]);
  });

  it('says why an option is weak in a clause that follows a colon', () => {
    const isClause = ({ weakness }: TimeoutOption): boolean => weakness === undefined || /^[a-z].*[^.]$/.test(weakness.why);
    expect(options.filter(({ option }) => !isClause(option)).map(({ title, option }) => `${title}: ${option.weakness?.why ?? ''}`)).toEqual([]);
  });

  it.each(timeouts)(
    '$title has a default that completes the sentence of the messages',
    ({ library, facts }: { readonly library: Library; readonly facts: TimeoutFacts }) => {
      for (const { ms, phrase } of facts.default) {
        expect(phrase).toMatch(/^[^\s.:;()][^:;()]*[^\s.:;()]$/);
        // A figure stands in the sentence, or that there is none.
        expect({
          library: library.name,
          phrase,
          saysSo: ms === null ? /\b(?:none|no|never|without|ever)\b/.test(phrase) : /\d/.test(phrase),
        }).toMatchObject({ saysSo: true });
      }
    },
  );
});
