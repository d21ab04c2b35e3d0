import fc from 'fast-check';

/** One thing that happens, by name, with a number that says to what or for how long. */
export type Step<Name extends string> = readonly [name: Name, number: number];

/** Does a step to the machine and to its reference, and compares them. */
export type Play<Name extends string, Run> = (run: Run, step: Step<Name>) => Promise<void>;

/** What is played: a machine and its reference. */
interface Interleaving<Name extends string, Rules, Run> {
  readonly rules: fc.Arbitrary<Rules>;
  /** How often each step comes, of all. */
  readonly weights: Readonly<Record<Name, number>>;
  /** Below what the number of a step is. */
  readonly below: Readonly<Partial<Record<Name, number>>>;
  readonly start: (rules: Rules) => Run;
  readonly play: Play<Name, Run>;
  readonly numRuns: number;
}

class PlayedStep<Name extends string, Run> implements fc.AsyncCommand<object, Run> {
  readonly #step: Step<Name>;
  readonly #play: Play<Name, Run>;

  constructor(step: Step<Name>, play: Play<Name, Run>) {
    this.#step = step;
    this.#play = play;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, run: Run): Promise<void> {
    await this.#play(run, this.#step);
  }

  /** As it stands in a counterexample. */
  toString(): string {
    return this.#step.join(' ');
  }
}

/** Plays random interleavings of the steps; one that fails is made as short as it can be. */
export async function playInterleavings<Name extends string, Rules, Run>(options: Interleaving<Name, Rules, Run>): Promise<void> {
  const { rules, weights, below, start, play, numRuns } = options;
  const names: Name[] = Object.keys(weights).filter((name): name is Name => name in weights);
  // A name is drawn as often as it weighs: `fc.commands` draws from its list evenly.
  const commands = names.flatMap((name) =>
    Array.from({ length: weights[name] }, () => fc.nat((below[name] ?? 1_000) - 1).map((number) => new PlayedStep([name, number], play))),
  );
  const property = fc.asyncProperty(rules, fc.commands(commands, { maxCommands: 60, size: 'max' }), async (rule, script) => {
    await fc.asyncModelRun(() => ({ model: {}, real: start(rule) }), script);
  });
  await fc.assert(property, { numRuns });
}

/** The one of a list that a number stands for. */
export function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(1, items.length)];
}
