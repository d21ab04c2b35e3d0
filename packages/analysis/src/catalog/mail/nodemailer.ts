import type { Client, Library, TimeoutOption, Weakness } from '../schema.js';

/** Zero stands for the default. */
function atClient(path: string, covers: TimeoutOption['covers'], weakness?: Weakness): TimeoutOption {
  return { place: { at: 'client', path }, unit: 'ms', disabled: [0], covers, ...(weakness === undefined ? {} : { weakness }) };
}

const transport: Client = {
  name: 'nodemailer transport',
  makers: [
    {
      path: 'createTransport',
      by: 'call',
      optionsAt: [0],
      urlAt: 0,
      urlIn: ['url'],
      // Other transports than SMTP, one of the caller's own (`send`) included.
      notWith: [{ path: 'SES' }, { path: 'sendmail' }, { path: 'streamTransport' }, { path: 'jsonTransport' }, { path: 'send' }],
    },
  ],
  types: ['Transporter', 'Mail'],
  calls: [
    { path: 'sendMail', effect: 'write' },
    { path: 'verify', effect: 'read' },
    { path: 'close', effect: 'shutdown' },
  ],
  local: ['use', 'on|once|off', 'set|get|isIdle|setupProxy|meta|transporter|options'],
  self: ['use()', 'on()'],
  timeout: {
    options: {
      // Beside `url`, majors before 10 drop it.
      socketTimeout: atClient('socketTimeout', ['handshake', 'request', 'headers', 'body']),
      // A connection string carries the same options as parameters.
      '?socketTimeout': {
        place: { at: 'url', parameter: 'socketTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['handshake', 'request', 'headers', 'body'],
      },
      connectionTimeout: atClient('connectionTimeout', ['dns', 'connect'], {
        kind: 'connect-only',
        why: 'it ends with the connection: a server that goes silent later is waited for, for 10 minutes',
      }),
      greetingTimeout: atClient('greetingTimeout', ['handshake'], {
        kind: 'partial',
        why: 'it ends with the greeting: a server that goes silent later is waited for, for 10 minutes',
      }),
      dnsTimeout: atClient('dnsTimeout', ['dns'], {
        kind: 'connect-only',
        why: 'it ends when the name is found: a server that goes silent later is waited for, for 10 minutes',
      }),
    },
    sufficient: [['socketTimeout'], ['?socketTimeout']],
    // Connecting takes 2 minutes at most, the greeting 30 s.
    default: [{ versions: '*', ms: 600_000, phrase: 'nodemailer gives up on a silent server after 10 minutes' }],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [
          { name: 'connectionTimeout', value: { setting: 'mail', times: 0.5 } },
          { name: 'greetingTimeout', value: { setting: 'mail', times: 0.5 } },
          { name: 'socketTimeout', value: { setting: 'mail', times: 1 } },
        ],
        notWith: [
          { path: 'url', value: 'any' },
          { path: 'SES', value: 'any' },
          { path: 'sendmail', value: 'any' },
          { path: 'streamTransport', value: 'any' },
          { path: 'jsonTransport', value: 'any' },
          { path: 'send', value: 'any' },
        ],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const nodemailer: Library = {
  name: 'nodemailer',
  dependency: 'SMTP',
  kind: 'mail',
  packages: ['nodemailer'],
  globals: [],
  functions: [],
  clients: [transport],
  processWide: [],
  source: [
    'https://nodemailer.com/smtp',
    'nodemailer/lib/smtp-connection/index.js (CONNECTION_TIMEOUT, SOCKET_TIMEOUT, GREETING_TIMEOUT)',
    'nodemailer/lib/shared/index.js parseConnectionUrl',
  ],
  verified: 'experiment',
};
