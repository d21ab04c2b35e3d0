import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';
import { telegramCalls } from './telegram-methods.js';

const bot: Client = {
  name: 'grammY bot',
  makers: [{ path: 'Bot', by: 'new', optionsAt: [1] }],
  types: ['Bot'],
  calls: [
    ...telegramCalls('api.'),
    { path: 'start|init', effect: 'blocking' },
    { path: 'stop', effect: 'shutdown' },
  ],
  local: ['on|use|command|hears|catch|callbackQuery|filter|errorBoundary'],
  self: [],
  timeout: {
    options: {
      timeoutSeconds: {
        place: { at: 'client', path: 'client.timeoutSeconds' },
        unit: 's',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['timeoutSeconds']],
    default: provenFrom('1.0.0', 500_000, 'grammY gives up after 500 s'),
    insertions: [],
    remedy: 'Set `client: { timeoutSeconds: 60 }`, which bounds each request: polling waits for 30 s, and less would end it.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const api: Client = {
  name: 'grammY API',
  makers: [{ path: 'Api', by: 'new', optionsAt: [1] }],
  types: ['Api'],
  calls: [
    ...telegramCalls(''),
  ],
  local: ['config.**'],
  self: [],
  timeout: {
    options: {
      timeoutSeconds: { place: { at: 'client', path: 'timeoutSeconds' }, unit: 's', disabled: [], covers: ['connect', 'request', 'headers', 'body'] },
    },
    sufficient: [['timeoutSeconds']],
    default: provenFrom('1.0.0', 500_000, 'grammY gives up after 500 s'),
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'timeoutSeconds', value: { setting: 'sdk', times: 0.001 } }],
        notWith: [],
        notWithBlockingCalls: true,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const grammy: Library = {
  name: 'grammY',
  dependency: 'Telegram',
  kind: 'sdk',
  packages: ['grammy'],
  globals: [],
  functions: [],
  clients: [bot, api],
  processWide: [],
  source: ['https://grammy.dev/ref/core/apiclientoptions#timeoutseconds', 'grammy/out/core/client.js (timeoutSeconds: 500)'],
  verified: 'experiment',
};
