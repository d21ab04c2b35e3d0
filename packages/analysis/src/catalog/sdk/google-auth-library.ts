import { oneOf } from '../alternatives.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Google OAuth2 client',
  makers: [{ path: 'OAuth2Client', by: 'new', optionsAt: [0] }],
  types: ['OAuth2Client'],
  calls: [
    { path: oneOf('verifyIdToken getTokenInfo getFederatedSignonCerts getIapPublicKeys'), effect: 'read' },
    { path: oneOf('getToken getAccessToken refreshAccessToken getRequestHeaders revokeToken revokeCredentials request'), effect: 'write' },
  ],
  local: ['generateAuthUrl|generateCodeVerifierAsync|setCredentials|on|once|off'],
  self: [],
  timeout: {
    options: {
      // Each attempt; three more follow some.
      timeout: {
        place: { at: 'client', path: 'transporterOptions.timeout' },
        unit: 'ms',
        versions: '>=9.0.0',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      transporter: { place: { at: 'client', path: 'transporter' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      'timeout of this request': {
        place: { at: 'call', argument: 0, path: 'timeout', methods: 'request' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['timeout'], ['timeout of this request']],
    default: provenFrom('9.0.0', null, 'Google’s client has none by default'),
    // Where that timeout ended what getToken posts, node-fetch was seen to emit an error on the body that nobody hears: no text is safe.
    insertions: [],
    remedy: 'Run its calls in `withTimeout`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  // Many are made to work out where to send users, or for other clients of Google alone.
  reported: 'call',
};

export const googleAuthLibrary: Library = {
  name: 'google-auth-library',
  dependency: 'Google sign-in',
  kind: 'sdk',
  packages: ['google-auth-library'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://github.com/googleapis/google-auth-library-nodejs#oauth2',
    'google-auth-library/build/src/auth/authclient.js (transporter, transporterOptions)',
    'google-auth-library/build/src/auth/oauth2client.js (verifyIdToken, getToken)',
  ],
  verified: 'experiment',
};
