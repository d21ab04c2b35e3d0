import { describe, expect, it } from 'vitest';
import type { InsertedProperty, OptionPlace } from '../catalog/schema.js';
import type { Construct } from '../protections/schema.js';
import type { GivenClient, GivenLibrary, GivenSettings } from './given.js';
import { defaultSettings, readSettings } from './settings.js';

const payments: GivenLibrary = { name: 'acme-payments', kind: 'sdk', packages: ['@acme/payments'] };
const client: GivenClient = { name: 'Payments client', makers: [{ path: 'PaymentsClient', by: 'new' }], calls: [{ path: 'charge|refund' }] };

function complaint(given: unknown): string {
  try {
    readSettings(given);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'accepted';
}

describe('settings', () => {
  it('are the defaults where nothing is given', () => {
    expect(readSettings(undefined)).toBe(defaultSettings);
    expect(readSettings({})).toEqual(defaultSettings);
  });

  it('keep the defaults of what is not given', () => {
    const { timeouts, runtime, policies } = readSettings({ timeouts: { http: 3000 }, runtime: './failsoft', policies: undefined });
    expect({ http: timeouts.http, mail: timeouts.mail, runtime, policies }).toEqual({
      http: 3000,
      mail: 10_000,
      runtime: './failsoft',
      policies: undefined,
    });
  });

  it('that are wrong are named, with what was given and what was expected', () => {
    const wrong: readonly unknown[] = [
      null,
      [],
      'yes',
      { timeout: 1 },
      { timeouts: 5 },
      { timeouts: { http: '5s' } },
      { timeouts: { http: 0 } },
      { timeouts: { https: 5 } },
      { maxTimeout: -1 },
      { runtime: '' },
      { logger: { from: './log' } },
      { logger: { from: './log', name: 'logger', level: 'warn' } },
      { clients: payments },
      { clients: [{ ...payments, kind: 'payment' }] },
      { clients: [{ name: 'x', kind: 'sdk' }] },
      { clients: [{ ...payments, packages: [] }] },
      { clients: [{ ...payments, clients: [{ ...client, makers: [{ path: 'X', by: 'make' }] }] }] },
      { clients: [{ ...payments, clients: [{ ...client, makers: [{ path: 'X', by: 'new', optionsAt: [-1] }] }] }] },
      { clients: [{ ...payments, clients: [{ ...client, method: ['charge'] }] }] },
      { clients: [{ ...payments, clients: [{ ...client, timeout: { options: { t: { place: { at: 'client' } } } } }] }] },
      { clients: [{ ...payments, clients: [{ ...client, timeout: { options: { t: { place: { at: 'clients', path: 't' } } } } }] }] },
      { clients: [{ ...payments, clients: [{ ...client, timeout: { options: { t: { place: { at: 'call', path: 't' } } } } }] }] },
      {
        clients: [
          { ...payments, clients: [{ ...client, timeout: { insertions: [{ properties: [{ name: 't', value: { setting: 'sdks', times: 1 } }] }] } }] },
        ],
      },
      { clients: [{ ...payments, clients: [{ ...client, errorEvent: { unheard: 'explode' } }] }] },
      { clients: [{ ...payments, clients: [{ ...client, calls: [{ path: 5 }] }] }] },
      { protections: [{ name: 'x', packages: ['x'], constructs: [{ form: 'wrapper' }] }] },
      {
        protections: [{ name: 'x', packages: ['x'], constructs: [{ form: 'function', path: 'f', argument: 0, gives: [{ protects: 'timeouts' }] }] }],
      },
      { clients: [() => payments] },
    ];
    expect(wrong.map(complaint)).toMatchInlineSnapshot(`
      [
        "wrong setting \`settings.failsoft\`: expected an object, received null",
        "wrong setting \`settings.failsoft\`: expected an object, received []",
        "wrong setting \`settings.failsoft\`: expected an object, received "yes"",
        "unknown setting \`settings.failsoft.timeout\`: expected one of timeouts, maxTimeout, runtime, policies, logger, root, clients, protections",
        "wrong setting \`settings.failsoft.timeouts\`: expected an object, received 5",
        "wrong setting \`settings.failsoft.timeouts.http\`: expected a positive number of milliseconds, received "5s"",
        "wrong setting \`settings.failsoft.timeouts.http\`: expected a positive number of milliseconds, received 0",
        "unknown setting \`settings.failsoft.timeouts.https\`: expected one of http, connect, database, cache, queue, mail, rpc, sdk, ai, file, socket",
        "wrong setting \`settings.failsoft.maxTimeout\`: expected a positive number of milliseconds, received -1",
        "wrong setting \`settings.failsoft.runtime\`: expected a string that is not empty, received """,
        "wrong setting \`settings.failsoft.logger\`: expected an object with \`name\`, received {"from":"./log"}",
        "unknown setting \`settings.failsoft.logger.level\`: expected one of from, name",
        "wrong setting \`settings.failsoft.clients\`: expected a list, received {"name":"acme-payments","kind":"sdk","packages":["@acme/payments"]}",
        "wrong setting \`settings.failsoft.clients[0].kind\`: expected one of http, database, cache, queue, mail, rpc, sdk, ai, file, socket, received "payment"",
        "wrong setting \`settings.failsoft.clients[0]\`: expected an object with \`packages\`, received {"name":"x","kind":"sdk"}",
        "wrong setting \`settings.failsoft.clients[0].packages\`: expected a list with at least one item, received []",
        "wrong setting \`settings.failsoft.clients[0].clients[0].makers[0].by\`: expected one of new, call, received "make"",
        "wrong setting \`settings.failsoft.clients[0].clients[0].makers[0].optionsAt[0]\`: expected a position, from 0, received -1",
        "unknown setting \`settings.failsoft.clients[0].clients[0].method\`: expected one of name, makers, calls, types, local, self, timeout, errorEvent, failures, role, reported",
        "wrong setting \`settings.failsoft.clients[0].clients[0].timeout.options.t.place\`: expected an object with \`path\`, received {"at":"client"}",
        "wrong setting \`settings.failsoft.clients[0].clients[0].timeout.options.t.place.at\`: expected one of client, call, url, chain, ending, received "clients"",
        "wrong setting \`settings.failsoft.clients[0].clients[0].timeout.options.t.place\`: expected an object with \`argument\`, received {"at":"call","path":"t"}",
        "wrong setting \`settings.failsoft.clients[0].clients[0].timeout.insertions[0].properties[0].value.setting\`: expected one of http, connect, database, cache, queue, mail, rpc, sdk, ai, file, socket, received "sdks"",
        "wrong setting \`settings.failsoft.clients[0].clients[0].errorEvent.unheard\`: expected one of none, crash, log, received "explode"",
        "wrong setting \`settings.failsoft.clients[0].clients[0].calls[0].path\`: expected a string, received 5",
        "wrong setting \`settings.failsoft.protections[0].constructs[0].form\`: expected one of function, constructor, client, holder, policy, operator, sandbox, segment, combination, received "wrapper"",
        "wrong setting \`settings.failsoft.protections[0].constructs[0].gives[0].protects\`: expected one of timeout, circuitBreaker, errorHandling, concurrency, received "timeouts"",
        "wrong setting \`settings.failsoft.clients[0]\`: expected plain JSON, received a function",
      ]
    `);
  });

  it('may say whatever their types allow', () => {
    const place = (at: OptionPlace): GivenSettings => ({
      clients: [{ ...payments, clients: [{ ...client, timeout: { options: { t: { place: at } } } }] }],
    });
    const inserted = (value: InsertedProperty['value']): GivenSettings => ({
      clients: [{ ...payments, clients: [{ ...client, timeout: { insertions: [{ properties: [{ name: 't', value }] }] } }] }],
    });
    const construct = (built: Construct): GivenSettings => ({ protections: [{ name: 'guard', packages: ['@acme/guard'], constructs: [built] }] });
    const gives: Extract<Construct, { form: 'function' }>['gives'] = [
      { protects: 'timeout', option: { argument: 1, path: 'ms', off: [0, false, null], default: 'on' } },
      { protects: 'timeout', runLimit: { argument: 0, path: 'maxDuration', unit: 's', files: ['jobs.config.ts'] } },
    ];
    const right: readonly GivenSettings[] = [
      place({ at: 'client', path: 'http.timeoutMs' }),
      place({ at: 'call', argument: 'last', path: 'timeoutMs', methods: 'charge' }),
      place({ at: 'url', parameter: 'timeout' }),
      place({ at: 'chain', method: 'timeout', argument: 0, path: 'deadline', methods: 'charge' }),
      place({ at: 'ending', event: 'timeout', methods: 'destroy|abort' }),
      inserted({ setting: 'sdk', times: 2, above: 'serverTimeoutMs' }),
      inserted({ text: 'true' }),
      inserted({ signal: 'sdk' }),
      inserted({ signal: 'sdk', made: 'for each call' }),
      inserted({ properties: [{ name: 'ms', value: { setting: 'sdk', times: 1 } }] }),
      construct({ form: 'function', path: 'withDeadline', argument: 0, gives }),
      construct({ form: 'constructor', path: 'Breaker', argument: 0, gives }),
      construct({ form: 'client', path: 'guard', argument: 0, gives }),
      construct({ form: 'policy', maker: 'timeout', by: 'call', method: '', argument: 0, gives, signalOnly: { argument: 1, member: 'Cooperative' } }),
      construct({ form: 'operator', path: 'deadline', gives }),
      construct({ form: 'sandbox', gives }),
      construct({ form: 'combination', maker: 'wrap' }),
      { clients: [{ ...payments, kind: 'mail', overHttp: true }] },
      {
        clients: [
          { ...payments, clients: [{ ...client, makers: [{ path: 'X', by: 'new', notWith: [{ path: 'test', is: ['yes'], orAbsent: true }] }] }] },
        ],
      },
    ];
    expect(right.map(complaint)).toEqual(right.map(() => 'accepted'));
  });

  it('describe libraries of the user with little', () => {
    const { clients } = readSettings({
      clients: [{ ...payments, clients: [{ ...client, timeout: { options: { timeoutMs: { place: { at: 'client', path: 'timeoutMs' } } } } }] }],
    });
    const [library] = clients;
    expect(library?.dependency).toBe('acme-payments');
    expect(library?.clients[0]).toMatchObject({
      makers: [{ optionsAt: [0] }],
      calls: [{ effect: 'write' }],
      reported: 'creation',
      role: 'other',
      errorEvent: { unheard: 'none' },
    });
    expect(library?.clients[0]?.timeout).toMatchObject({
      sufficient: [['timeoutMs']],
      default: [{ ms: null, phrase: 'acme-payments has none by default' }],
    });
  });
});
