/** The inputs, by number: the same seed and number always make the same project. */
import { clientCode } from './client-code.mjs';
import { fixtureProjects, isSource, readTest, sourcesIn } from './corpus.mjs';
import { circularProject, hardFile } from './hard-shapes.mjs';
import { mutated } from './mutations.mjs';
import { Random } from './random.mjs';
import { tokenSoup } from './token-soup.mjs';

const extensions = [[10, 'ts'], [4, 'js'], [3, 'tsx'], [1, 'mts'], [1, 'cts'], [1, 'mjs'], [1, 'cjs'], [1, 'jsx']];

export class Inputs {
  #tests;
  #fixtures = fixtureProjects();

  /** @param typescript A folder with the tests of TypeScript, or undefined. */
  constructor(seed, typescript) {
    this.seed = seed;
    this.#tests = typescript === undefined ? [] : sourcesIn(typescript);
  }

  /** Inputs before this number are the tests as they stand. */
  get firstMade() {
    return this.#tests.length;
  }

  /** Answers { kind, name, files: [{ path, text, isTried }], preset }. */
  at(index) {
    const random = new Random(this.seed, index);
    const made = index < this.#tests.length ? this.#test(index) : random.weighted([[6, 'mutated fixture'], [4, 'mutated test'], [2, 'hard shape'], [2, 'circular project'], [3, 'token soup']]);
    const input = typeof made === 'string' ? this.#made(made, random) : made;
    return { ...input, preset: random.pick(['strict', 'all']) };
  }

  #test(index) {
    const path = this.#tests[index];
    return { kind: 'test of TypeScript', name: path, files: readTest(path).map((file) => ({ ...file, path: `src/${file.path}`, isTried: isSource(file.path) })) };
  }

  #made(kind, random) {
    switch (kind) {
      case 'mutated fixture':
        return this.#mutatedFixture(random);
      case 'mutated test':
        return this.#tests.length === 0 ? this.#mutatedFixture(random) : this.#mutatedTest(random);
      case 'hard shape': {
        const { name, text } = hardFile(random);
        return { kind, name, files: [{ path: `src/hard.${random.weighted(extensions)}`, text, isTried: true }] };
      }
      case 'circular project':
        return { kind, name: '', files: circularProject(random).map((file, index) => ({ ...file, isTried: index < 6 })) };
      default: {
        const extension = random.weighted(extensions);
        return { kind, name: '', files: [{ path: `src/soup.${extension}`, text: tokenSoup(random, extension.includes('ts')) + (random.chance(0.5) ? clientCode(random) : ''), isTried: true }] };
      }
    }
  }

  /** One file of a case is changed, and read again from one that may use it. */
  #mutatedFixture(random) {
    const project = random.pick(this.#fixtures);
    const changed = random.int(project.length);
    const beside = random.int(project.length);
    const { names, text } = mutated(random, project[changed].text, random.pick(random.pick(this.#fixtures)).text);
    const files = project.map((file, index) => ({ path: file.path, text: index === changed ? text : file.text, isTried: index === changed || (index === beside && random.chance(0.3)) }));
    return { kind: 'mutated fixture', name: names.join(', '), files };
  }

  #mutatedTest(random) {
    const anyTest = () => random.pick(readTest(random.pick(this.#tests)).filter(({ path }) => isSource(path)).concat({ path: 'empty.ts', text: '' }));
    const test = anyTest();
    const base = random.chance(0.6) ? `${test.text}\n${clientCode(random)}` : test.text;
    const { names, text } = mutated(random, base, anyTest().text);
    return { kind: 'mutated test', name: names.join(', '), files: [{ path: `src/${test.path}`, text, isTried: true }] };
  }
}
