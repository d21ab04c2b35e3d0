import { provenFrom } from '../proven-from.js';
import type { Library } from '../schema.js';

export const webPush: Library = {
  name: 'web-push',
  dependency: 'push service',
  kind: 'sdk',
  packages: ['web-push'],
  globals: [],
  functions: [
    {
      path: 'sendNotification',
      effect: 'write',
      timeout: {
        options: {
          timeout: {
            place: { at: 'call', argument: 2, path: 'timeout' },
            unit: 'ms',
            disabled: [0],
            covers: ['connect', 'request', 'headers', 'body', 'idle'],
          },
        },
        sufficient: [['timeout']],
        default: provenFrom('3.0.0', null, 'web-push has none by default'),
        insertions: [
          {
            versions: '*',
            at: { place: 'call', argument: 2 },
            properties: [{ name: 'timeout', value: { setting: 'sdk', times: 1 } }],
            notWith: [],
            notWithBlockingCalls: false,
          },
        ],
      },
    },
  ],
  clients: [],
  processWide: [],
  source: [
    'https://github.com/web-push-libs/web-push#sendnotificationpushsubscription-payload-options',
    'web-push/src/web-push-lib.js (httpsOptions.timeout, destroyed on timeout)',
  ],
  verified: 'experiment',
};
