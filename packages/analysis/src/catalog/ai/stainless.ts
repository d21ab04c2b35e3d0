/** What the SDKs that Stainless generates have in common: those of OpenAI and Anthropic. */
import type { CallPattern, Client, OptionPlace, TimeoutFacts, TimeoutOption } from '../schema.js';

/** The methods of an SDK's resources, by where they take their options. */
export interface StainlessMethods {
  readonly reads: string;
  /** Their first argument is the body, their second the options. */
  readonly withBody: string;
  readonly others: string;
}

/** Resources that stand one to `levels` deep: `embeddings`, `chat.completions`, `beta.threads.runs`. */
export function resourcesOf(levels: number): readonly string[] {
  return Array.from({ length: levels }, (_, above) => '*.'.repeat(above) + '*');
}

export function stainlessCalls({ reads, withBody, others }: StainlessMethods, resources: readonly string[]): readonly CallPattern[] {
  return [
    ...resources.map((resource): CallPattern => ({ path: `${resource}.${reads}`, effect: 'read' })),
    ...resources.map((resource): CallPattern => ({ path: `${resource}.${withBody}|${others}`, effect: 'write' })),
    { path: 'get', effect: 'read' },
    { path: 'post|put|patch|delete|request', effect: 'write' },
  ];
}

/** One attempt, up to the headers; two more follow by default. Zero ends each at once, `null` keeps the default. */
const timeoutAt = (place: OptionPlace): TimeoutOption => ({ place, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers'] });
const signalAt = (place: OptionPlace): TimeoutOption => ({
  place,
  unit: 'ms',
  disabled: [],
  covers: ['connect', 'request', 'headers', 'body'],
  isSignal: true,
});

export function stainlessTimeout({ reads, withBody, others }: StainlessMethods, phrase: string): TimeoutFacts {
  const second = (path: string): OptionPlace => ({ at: 'call', argument: 1, path, methods: `**.${withBody}` });
  const last = (path: string): OptionPlace => ({ at: 'call', argument: 'last', path, methods: `**.${reads}|${others}` });
  return {
    options: {
      timeout: timeoutAt({ at: 'client', path: 'timeout' }),
      'timeout of this call': timeoutAt(second('timeout')),
      'timeout in its last argument': timeoutAt(last('timeout')),
      signal: signalAt(second('signal')),
      'signal in its last argument': signalAt(last('signal')),
      'timeout in the body': {
        place: { at: 'call', argument: 0, path: 'timeout', methods: `**.${withBody}` },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'it stands in the body that is sent: the options are the second argument' },
      },
    },
    sufficient: [['timeout'], ['timeout of this call'], ['timeout in its last argument'], ['signal'], ['signal in its last argument']],
    default: [{ versions: '*', ms: 600_000, phrase }],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'ai', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  };
}

export const stainlessClient: Pick<Client, 'self' | 'errorEvent' | 'role' | 'reported'> = {
  self: ['withOptions()'],
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const stainlessLocal = ['logger.**', 'withOptions', 'buildURL|defaultQuery|defaultHeaders'];
