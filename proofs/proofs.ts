/** How claims of the catalogue are run against real libraries. */
import { describe, it } from 'vitest';
import type { InsertedProperty, Insertion, TimeoutFacts } from '../packages/analysis/src/catalog/schema.js';

/** What the options under test are set to, in ms. */
export const limit = 300;

/** What inserted options are set to where a healthy peer must not notice them, and how long that peer takes to answer. */
export const generous = 2000;
export const slowness = 300;

/** A busy machine may make a healthy peer look slower than it is. */
export const forHealthyPeers = { retry: 2 };

/** Timers of libraries tick late, and the machine may be busy: a call that is bounded has ended by then. Limits that are there by default may be longer. */
const patience = 5000;

/** A very busy machine may end a call later still. */
const forLateLimits = { retry: 2 };

/**
 * What options are set to that do not bound a call, and may bound what comes before it falls silent: that takes a busy machine
 * longer than `limit`.
 */
export const unheeded = 2500;

/** A call that is not bounded is still pending by then. */
export const watched = 4000;

export type Outcome = 'resolved' | 'rejected' | 'pending';

/** How a call has ended after some time. */
export async function outcome(call: () => PromiseLike<unknown>, within = patience): Promise<Outcome> {
  const settled = (async () => call())().then(
    (): Outcome => 'resolved',
    (): Outcome => 'rejected',
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(resolve, within, 'pending');
  });
  const found = await Promise.race([settled, late]);
  clearTimeout(timer);
  return found;
}

export async function outcomes(calls: Readonly<Record<string, () => PromiseLike<unknown>>>, within?: number): Promise<Readonly<Record<string, Outcome>>> {
  return Object.fromEntries(await Promise.all(Object.entries(calls).map(async ([name, call]) => [name, await outcome(call, within)] as const)));
}

/** The same outcome for each name. */
export function all(names: Readonly<Record<string, unknown>>, expected: Outcome): Readonly<Record<string, Outcome>> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, expected]));
}

export type Call = () => PromiseLike<unknown>;

/** Calls against a peer that falls silent, with the options at `limit`: each must reject. Or why that can't be run here. */
export type Proof = readonly Call[] | { readonly unproven: string };

/** Every alternative that facts call sufficient is run, or says why not. Keys are option names, joined by ' + '. */
export function provesSufficient(title: string, facts: TimeoutFacts, proofs: Readonly<Record<string, Proof>>): void {
  describe.concurrent(title, () => {
    it('claims what is proven here', ({ expect }) => {
      expect(Object.keys(proofs).sort()).toEqual(facts.sufficient.map((names) => names.join(' + ')).sort());
    });

    it('is bounded against a silent peer by each whole alternative', forLateLimits, async ({ expect }) => {
      const calls = Object.fromEntries(
        Object.entries(proofs).flatMap(([name, proof]) => ('unproven' in proof ? [] : proof.map((call, index) => [`${name} (${index + 1})`, call] as const))),
      );
      expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
    });
  });
}

/** The options that an insertion writes, with every duration of the settings at `generous`; texts stay texts. */
export function inserted({ properties }: Insertion): Readonly<Record<string, unknown>> {
  return objectOf(properties);
}

function objectOf(properties: readonly InsertedProperty[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(properties.map(({ name, value }) => [name, valueOf(value)]));
}

function valueOf(value: InsertedProperty['value']): unknown {
  if ('properties' in value) return objectOf(value.properties);
  if ('signal' in value) return 'AbortSignal.timeout';
  return 'text' in value ? value.text : value.times * generous;
}
