import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';
import { telegramCalls } from './telegram-methods.js';

const bot: Client = {
  name: 'Telegraf bot',
  makers: [{ path: 'Telegraf', by: 'new', optionsAt: [] }],
  types: ['Telegraf'],
  calls: [
    ...telegramCalls('telegram.'),
    { path: 'launch', effect: 'blocking' },
    { path: 'stop', effect: 'shutdown' },
  ],
  local: ['on|use|command|hears|catch|action|start|help'],
  self: [],
  timeout: {
    options: {},
    sufficient: [],
    default: provenFrom('4.0.0', null, 'Telegraf has none for its requests'),
    insertions: [],
    remedy: 'Run the call in `withTimeout`; `handlerTimeout` ends the wait for a handler, not the request.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const telegram: Client = {
  name: 'Telegram client',
  makers: [{ path: 'Telegram', by: 'new', optionsAt: [] }],
  types: ['Telegram'],
  calls: [
    ...telegramCalls(''),
  ],
  local: [],
  self: [],
  timeout: {
    options: {},
    sufficient: [],
    default: provenFrom('4.0.0', null, 'Telegraf has none for its requests'),
    insertions: [],
    remedy: 'Run the call in `withTimeout`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const telegraf: Library = {
  name: 'Telegraf',
  dependency: 'Telegram',
  kind: 'sdk',
  packages: ['telegraf'],
  globals: [],
  functions: [],
  clients: [bot, telegram],
  processWide: [],
  source: ['https://telegraf.js.org/classes/Telegram.html', 'telegraf/lib/core/network/client.js (node-fetch without timeout)'],
  verified: 'experiment',
};
