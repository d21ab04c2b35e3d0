import type { Library } from '../schema.js';

/** One client for the whole process, whose timeout is set by a call that may stand anywhere. */
export const sendgrid: Library = {
  name: 'SendGrid',
  dependency: 'SendGrid',
  kind: 'mail',
  packages: ['@sendgrid/mail', '@sendgrid/client'],
  overHttp: true,
  globals: [],
  functions: [
    {
      path: 'send|sendMultiple|request',
      effect: 'write',
      timeout: {
        options: {},
        sufficient: [],
        default: [{ versions: '*', ms: null, phrase: 'SendGrid’s client has none by default' }],
        insertions: [],
        remedy: 'One `sgMail.setTimeout(10_000)` bounds every request.',
      },
    },
  ],
  clients: [],
  processWide: [
    { by: 'call', package: '@sendgrid/mail', path: 'setTimeout', optionsOf: 0, sufficient: [] },
    { by: 'call', package: '@sendgrid/client', path: 'setDefaultRequest', optionsOf: 0, sufficient: [] },
  ],
  source: [
    'https://github.com/sendgrid/sendgrid-nodejs/blob/main/docs/use-cases/timeout.md',
    '@sendgrid/client/src/classes/client.js (setDefaultRequest)',
  ],
  verified: 'experiment',
};
